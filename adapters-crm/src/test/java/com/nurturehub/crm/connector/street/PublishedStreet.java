package com.nurturehub.crm.connector.street;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Street's published description as the judge over both sides, so that connector and sandbox
/// cannot agree on a mistake.
///
/// The description is amended where it is known to be silent or wrong, and nowhere else:
///
/// | what | because |
/// | --- | --- |
/// | what is put together with `allOf` is closed as a whole, and all else where it stands | the judge refuses what a schema does not name, yet part by part, and then no part lets the others' members pass |
/// | an e-mail address is anything with an `@` and a dot after it | the judge takes only top-level domains that are in use, and our people live in `.example` (RFC 2606) |
/// | a list in a parameter is its text | the judge cannot take such a list apart where the description is one of OpenAPI 3.1 |
/// | 405, 429, 502, 503 and 504 may be answered everywhere, with errors or with a message | limits are published (Getting started), their answer is not; a message is what the framework says that Street seems to be built with |
/// | a change must have all of `data`, its members, both names and all four preferences | both names are required once `attributes` are there, which the schema leaves open; what becomes of preferences left out is not published |
/// | `ownedProperties` may be among a person's relations | it is the name by which a public client reads them |
///
/// That nothing may come which is not named is what keeps a change from carrying an e-mail address:
/// the operation's prose promises more than its schema lists, and a public client found the list to
/// be right.
final class PublishedStreet {

  private static final String DIRECTORY = "NURTUREHUB_OPENAPI_DIR";
  private static final String FILE = "street/street-open-api.contacts-subset.openapi.json";
  private static final List<String> UNDECLARED = List.of("405", "429", "502", "503", "504");
  private static final String EMAIL = "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$";
  private static final String ERROR =
      """
      {"description": "not published, and to be expected", "content": {
        "application/vnd.api+json": {"schema":
          {"$ref": "#/components/schemas/jsonApiErrorResponseBody"}},
        "application/json": {"schema": {"type": "object", "required": ["message"],
          "properties": {"message": {"type": "string"}}}}}}
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenApiInteractionValidator validator;
  private final URI base;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private PublishedStreet(OpenApiInteractionValidator validator, URI base) {
    this.validator = validator;
    this.base = base;
  }

  static Optional<Path> file() {
    var directory =
        Optional.ofNullable(System.getProperty(DIRECTORY))
            .or(() -> Optional.ofNullable(System.getenv(DIRECTORY)));
    return directory.map(where -> Path.of(where).resolve(FILE)).filter(Files::isRegularFile);
  }

  /// For a Street at this address; nothing where the description is not at hand.
  static Optional<PublishedStreet> at(URI base) {
    return file().map(_ -> new PublishedStreet(Description.VALIDATOR, base));
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
    var answered = SimpleResponse.Builder.status(response.status());
    if (response.body().length > 0) {
      response.header("content-type").ifPresent(answered::withContentType);
      answered.withBody(response.body());
    }
    return validator.validate(asked(request), answered.build()).getMessages().stream()
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
          .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
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
      closeWholes(published);
      takeExamples(published);
      spellLists(published);
      declareAnswers(published);
      completeChanges(published);
      nameProperties(published);
      return published;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void closeWholes(ObjectNode published) {
    published.at("/components/schemas").forEach(PublishedStreet::close);
    published.findValues("schema").forEach(PublishedStreet::close);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.has("allOf")) {
        object.put("unevaluatedProperties", false);
      } else if (object.has("properties") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      close(object.path("items"));
    }
    schema.path("allOf").forEach(PublishedStreet::closePart);
    schema.path("anyOf").forEach(PublishedStreet::close);
    schema.path("oneOf").forEach(PublishedStreet::close);
    schema.path("properties").forEach(PublishedStreet::close);
  }

  /// What one part holds is its own, but for a relation's `data`, of which every part tells some.
  private static void closePart(JsonNode part) {
    part.path("properties")
        .propertyStream()
        .filter(property -> !property.getKey().equals("data"))
        .forEach(property -> close(property.getValue()));
  }

  private static void takeExamples(JsonNode tree) {
    if (tree instanceof ObjectNode object && object.path("format").asString("").equals("email")) {
      object.remove("format");
      object.put("pattern", EMAIL);
    }
    tree.forEach(PublishedStreet::takeExamples);
  }

  private static void spellLists(ObjectNode published) {
    for (var parameter : published.path("paths").findValues("parameters")) {
      for (var each : parameter) {
        if (each.path("schema").path("type").asString("").equals("array")) {
          var choices =
              each.path("schema")
                  .path("items")
                  .path("enum")
                  .valueStream()
                  .map(JsonNode::asString)
                  .collect(Collectors.joining("|", "(", ")"));
          ((ObjectNode) each)
              .putObject("schema")
              .put("type", "string")
              .put("pattern", "^%s(,%s)*$".formatted(choices, choices));
        }
      }
    }
  }

  private static void declareAnswers(ObjectNode published) {
    for (var path : published.path("paths")) {
      for (var operation : path) {
        if (operation instanceof ObjectNode object && object.has("responses")) {
          for (var status : UNDECLARED) {
            object.withObject("/responses").set(status, JSON.readTree(ERROR));
          }
        }
      }
    }
  }

  private static void completeChanges(ObjectNode published) {
    var change = published.withObject("/components/schemas/PersonRequestBody");
    change.withArray("/required").add("contact_preferences");
    var preferences = change.withObject("/properties/contact_preferences");
    List.of("email", "text", "post", "phone").forEach(preferences.putArray("required")::add);
    var patch =
        published
            .withObject("/paths")
            .withObject(
                "/~1people~1{person_id}/patch/requestBody/content/application~1vnd.api+json/schema");
    patch.putArray("required").add("data");
    var patched = patch.withObject("/properties/data");
    List.of("type", "id", "attributes").forEach(patched.putArray("required")::add);
  }

  private static void nameProperties(ObjectNode published) {
    var relations =
        (ObjectNode)
            published.at("/components/schemas/Person/allOf/1/properties/relationships/properties");
    relations.set("ownedProperties", relations.path("properties").deepCopy());
  }
}
