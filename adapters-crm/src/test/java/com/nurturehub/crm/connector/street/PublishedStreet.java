package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.Judge;
import com.nurturehub.crm.connector.PublishedDescription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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

  private static final Optional<PublishedDescription> DESCRIPTION =
      PublishedDescription.read(FILE, PublishedStreet::amend);

  private PublishedStreet() {}

  /// For a Street at this address; nothing where the description is not at hand.
  static Optional<Judge> at(URI base) {
    return DESCRIPTION.map(description -> description.judging(base));
  }

  private static void amend(ObjectNode published) {
    closeWholes(published);
    takeExamples(published);
    spellLists(published);
    declareAnswers(published);
    completeChanges(published);
    nameProperties(published);
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
