package com.nurturehub.crm.connector.alto;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Alto's published description as the judge over both sides, so that connector and sandbox cannot
/// agree on a mistake.
///
/// The description is amended where it is known to be silent or wrong, and nowhere else:
///
/// | what | because |
/// | --- | --- |
/// | the token endpoint is added | its guide describes it (Authenticating your requests) |
/// | a person's patch takes exactly the three names, and `add` of a number or an address | the published examples; the schema types each value as text and knows no `add` |
/// | `GET /contacts?id=` may answer one contact, a list, or a list in `items` | it says one contact for up to 50 ids |
/// | 401, 403, 429 and 5xx may be answered everywhere | the guide to error codes; the description declares them nowhere |
final class PublishedAlto {

  private static final String DIRECTORY = "NURTUREHUB_OPENAPI_DIR";
  private static final String FILE = "alto/alto-contact-sync.openapi.json";
  private static final List<String> UNDECLARED =
      List.of("401", "403", "404", "415", "429", "500", "502", "503", "504");
  private static final String ERROR =
      """
      {"description": "as the guide to error codes says",
       "content": {"application/json": {"schema": {"type": "object"}}}}
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenApiInteractionValidator validator;
  private final URI base;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private PublishedAlto(OpenApiInteractionValidator validator, URI base) {
    this.validator = validator;
    this.base = base;
  }

  static Optional<Path> file() {
    var directory =
        Optional.ofNullable(System.getProperty(DIRECTORY))
            .or(() -> Optional.ofNullable(System.getenv(DIRECTORY)));
    return directory.map(where -> Path.of(where).resolve(FILE)).filter(Files::isRegularFile);
  }

  /// For an Alto at this address; nothing where the description is not at hand.
  static Optional<PublishedAlto> at(URI base) {
    return file().map(file -> new PublishedAlto(Description.VALIDATOR, base));
  }

  /// Reading a description takes a while, so it is read once.
  private static final class Description {

    static final OpenApiInteractionValidator VALIDATOR =
        OpenApiInteractionValidator.createForInlineApiSpecification(
                amended(file().orElseThrow()).toString())
            .build();
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Exchange watching(Exchange inner) {
    return request -> {
      var response = inner.exchange(request);
      complaints.addAll(complaintsAbout(request, response));
      return response;
    };
  }

  List<String> complaintsAbout(CrmRequest request, CrmResponse response) {
    var asked = asked(request);
    var answered = SimpleResponse.Builder.status(response.status());
    response.header("content-type").ifPresent(answered::withContentType);
    if (response.body().length > 0) {
      answered.withBody(response.body());
    }
    return validator.validate(asked, answered.build()).getMessages().stream()
        .map(message ->
            "%s %s: %s".formatted(request.method(), request.uri().getPath(), message.getMessage()))
        .toList();
  }

  private Request asked(CrmRequest request) {
    var path = request.uri().getRawPath().substring(base.getRawPath().length());
    var asked = new SimpleRequest.Builder(request.method(), path);
    request.headers().forEach(asked::withHeader);
    request.authorization().ifPresent(secret -> asked.withAuthorization(secret.reveal()));
    request
        .body()
        .ifPresent(body -> asked.withContentType(body.contentType()).withBody(body.text()));
    parameters(request.uri()).forEach(asked::withQueryParam);
    return asked.build();
  }

  private static Map<String, List<String>> parameters(URI uri) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (uri.getRawQuery() == null) {
      return parameters;
    }
    for (var pair : uri.getRawQuery().split("&", -1)) {
      var equals = pair.indexOf('=');
      parameters
          .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new CopyOnWriteArrayList<>())
          .add(decoded(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static ObjectNode amended(Path file) {
    try {
      var published = (ObjectNode) JSON.readTree(Files.readString(file));
      published.remove("servers");
      addTokens(published);
      tellPatches(published);
      letSeveralBeAnswered(published);
      declareErrors(published);
      return published;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void addTokens(ObjectNode published) {
    published
        .withObject("/paths")
        .set(
            "/token",
            JSON.readTree(
                """
                {"post": {"security": [], "requestBody": {"required": true, "content":
                  {"application/x-www-form-urlencoded": {"schema": {"type": "object",
                   "required": ["grant_type"], "additionalProperties": false,
                   "properties": {"grant_type": {"type": "string", "enum": ["client_credentials"]}}}}}},
                 "responses": {"200": {"description": "a token", "content": {"application/json":
                  {"schema": {"type": "object", "required": ["access_token"], "properties":
                   {"access_token": {"type": "string"}, "token_type": {"type": "string"},
                    "expires_in": {"type": "integer"}}}}}}}}}
                """));
  }

  private static void tellPatches(ObjectNode published) {
    published
        .withObject("/components/schemas")
        .set(
            "PatchPersonOperation",
            JSON.readTree(
                """
                {"anyOf": [
                  {"type": "object", "additionalProperties": false,
                   "required": ["op", "path", "value"], "properties": {
                    "op": {"type": "string", "enum": ["replace"]},
                    "path": {"type": "string", "enum": ["/Title", "/Forename", "/Surname"]},
                    "value": {"type": "string"}}},
                  {"type": "object", "additionalProperties": false,
                   "required": ["op", "path", "value"], "properties": {
                    "op": {"type": "string", "enum": ["add"]},
                    "path": {"type": "string", "enum": ["/PhoneNumbers/-"]},
                    "value": {"type": "object", "additionalProperties": false,
                      "required": ["Type", "Number"], "properties": {
                       "Type": {"type": "integer", "minimum": 0, "maximum": 6},
                       "Number": {"type": "string", "pattern": "^[\\\\+]?[0-9\\\\s]{10,20}$"},
                       "Description": {"type": "string", "maxLength": 50}}}}},
                  {"type": "object", "additionalProperties": false,
                   "required": ["op", "path", "value"], "properties": {
                    "op": {"type": "string", "enum": ["add"]},
                    "path": {"type": "string", "enum": ["/EmailAddresses/-"]},
                    "value": {"type": "object", "additionalProperties": false,
                      "required": ["Address"], "properties": {"Address": {"type": "string"}}}}}]}
                """));
    published
        .withObject("/components/schemas")
        .set(
            "FileNotePatchOperation",
            JSON.readTree(
                """
                {"type": "object", "additionalProperties": false,
                 "required": ["op", "path", "value"], "properties": {
                  "op": {"type": "string", "enum": ["replace"]},
                  "path": {"type": "string", "enum": ["/Title", "/Notes"]},
                  "value": {"type": "string"}}}
                """));
  }

  private static void letSeveralBeAnswered(ObjectNode published) {
    published
        .withObject("/paths")
        .withObject("/~1contacts/get/responses/200/content/application~1json")
        .set(
            "schema",
            JSON.readTree(
                """
                {"anyOf": [{"$ref": "#/components/schemas/Contact"},
                  {"type": "array", "items": {"$ref": "#/components/schemas/Contact"}},
                  {"type": "object", "required": ["items"], "properties": {"items":
                   {"type": "array", "items": {"$ref": "#/components/schemas/Contact"}}}}]}
                """));
  }

  private static void declareErrors(ObjectNode published) {
    for (var path : published.path("paths")) {
      for (var operation : path) {
        if (operation instanceof ObjectNode object && object.has("responses")) {
          var responses = object.withObject("/responses");
          for (var status : UNDECLARED) {
            if (!responses.has(status)) {
              responses.set(status, JSON.readTree(ERROR));
            }
          }
        }
      }
    }
  }
}
