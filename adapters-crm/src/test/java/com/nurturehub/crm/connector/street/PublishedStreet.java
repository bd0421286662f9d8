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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Street's published description as the judge over both sides, so that connector and sandbox
/// cannot agree on a mistake.
///
/// The description is amended where it is known to be silent or wrong, and nowhere else:
///
/// | what | because |
/// | --- | --- |
/// | `["string", "null"]` and `oneOf` with `null` become `nullable` | the same in the words of OpenAPI 3.0, which the judge understands |
/// | 405, 429, 502, 503 and 504 may be answered everywhere | limits are published (Getting started), their answer is not |
/// | what a change or an enquiry may hold ends with what is listed | the schema closes nothing; the operation's prose promises more than it lists, and a public client found the list to be right |
/// | a change must have both `data` members, names and all four preferences | both names are required once `attributes` are there, which the schema leaves open |
/// | `ownedProperties` may be among a person's relations | it is the name by which a public client reads them |
final class PublishedStreet {

  private static final String DIRECTORY = "NURTUREHUB_STREET_OPENAPI_DIR";
  private static final String FILE = "street/street-open-api.contacts-subset.openapi.json";
  private static final List<String> UNDECLARED = List.of("405", "429", "502", "503", "504");
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
      published.put("openapi", "3.0.3");
      sayNullable(published);
      declareAnswers(published);
      closeWrites(published);
      nameProperties(published);
      return published;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// From the words of OpenAPI 3.1 to those of 3.0.
  private static void sayNullable(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.remove("examples");
      var only = object.remove("const");
      if (only != null && only.isValueNode()) {
        object.putArray("enum").add(only);
      }
      if (object.get("type") instanceof ArrayNode types) {
        types.forEach(type -> {
          if (type.asString("").equals("null")) {
            object.put("nullable", true);
          } else {
            object.put("type", type.asString(""));
          }
        });
      }
      if (object.get("oneOf") instanceof ArrayNode choices && choices.size() == 2) {
        for (int i = 0; i < 2; i++) {
          if (choices.path(i).path("type").asString("").equals("null")) {
            var other = choices.path(1 - i).deepCopy();
            object.remove("oneOf");
            object.putArray("allOf").add(other);
            object.put("nullable", true);
            break;
          }
        }
      }
    }
    tree.forEach(PublishedStreet::sayNullable);
  }

  private static void declareAnswers(ObjectNode published) {
    for (var path : published.path("paths")) {
      for (var operation : path) {
        if (operation instanceof ObjectNode object && object.has("responses")) {
          for (var status : UNDECLARED) {
            object
                .withObject("/responses")
                .putObject(status)
                .put("description", "not published, and to be expected");
          }
        }
      }
    }
  }

  private static void closeWrites(ObjectNode published) {
    var change = published.withObject("/components/schemas/PersonRequestBody");
    change.put("additionalProperties", false);
    change.withArray("/required").add("contact_preferences");
    var preferences = change.withObject("/properties/contact_preferences");
    preferences.put("additionalProperties", false);
    List.of("email", "text", "post", "phone").forEach(preferences.putArray("required")::add);
    var patch = schema(published, "/people/{person_id}", "patch");
    patch.putArray("required").add("data");
    var patched = patch.withObject("/properties/data");
    List.of("type", "id", "attributes").forEach(patched.putArray("required")::add);
    schema(published, "/enquiries", "post")
        .withObject("/properties/data/properties/attributes")
        .put("additionalProperties", false);
    schema(published, "/activity", "post")
        .withObject("/properties/data/properties/attributes")
        .put("additionalProperties", false);
    published.withObject("/components/schemas/PersonRelated").put("additionalProperties", false);
  }

  private static ObjectNode schema(ObjectNode published, String path, String method) {
    return published
        .withObject("/paths")
        .withObject(
            "/%s/%s/requestBody/content/application~1vnd.api+json/schema"
                .formatted(path.replace("/", "~1"), method));
  }

  private static void nameProperties(ObjectNode published) {
    var relations =
        (ObjectNode)
            published.at("/components/schemas/Person/allOf/1/properties/relationships/properties");
    relations.set("ownedProperties", relations.path("properties").deepCopy());
  }
}
