package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.Judge;
import com.nurturehub.crm.connector.PublishedDescription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reapit's published description as the judge over both sides, so that connector and sandbox
/// cannot agree on a mistake.
///
/// The description is amended where it is known to be silent or wrong, and nowhere else:
///
/// | what | because |
/// | --- | --- |
/// | `metadata`, `extrasField` and `_embedded` hold any value | the documents put texts and flags there; that they hold objects comes from the generator |
/// | any member of an answer may be null | the description knows no null, its own examples do |
/// | `reapit-customer` and `api-version` are required of every call | the API documentation; the description does not declare them |
/// | every refusal has the documented envelope, 429 and 504 any object | the description lists most statuses without words; the gateway has words of its own |
/// | 401, 404, 429, 500 and 504 may be answered everywhere | the API documentation and what was seen |
/// | the key that messages are signed with can be asked for | the webhooks page; the description leaves it out |
final class PublishedReapit {

  private static final String FILE = "reapit/openapi-contacts.json";
  private static final List<String> UNDECLARED = List.of("401", "404", "429", "500", "504");
  private static final List<String> OF_THE_GATEWAY = List.of("429", "504");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Optional<PublishedDescription> DESCRIPTION =
      PublishedDescription.read(FILE, PublishedReapit::amend);

  private PublishedReapit() {}

  /// For a platform at this address; nothing where the description is not at hand.
  static Optional<Judge> at(URI base) {
    return DESCRIPTION.map(description -> description.judging(base));
  }

  private static void amend(ObjectNode published) {
    letAnyValueBeMetadata(published);
    letMembersBeNull(published);
    addSigningKeys(published);
    declareHeaders(published);
    spellRefusals(published);
  }

  private static void letAnyValueBeMetadata(ObjectNode published) {
    for (var schema : published.at("/components/schemas")) {
      for (var name : List.of("metadata", "extrasField", "_embedded")) {
        if (schema.path("properties").path(name) instanceof ObjectNode member
            && member.path("type").asString().equals("object")) {
          member.remove("additionalProperties");
        }
      }
    }
  }

  /// What is sent is still held to what it is to be.
  private static void letMembersBeNull(ObjectNode published) {
    published
        .at("/components/schemas")
        .propertyStream()
        .filter(schema -> !schema.getKey().matches("(Create|Update).*"))
        .forEach(schema -> letBeNull(schema.getValue()));
  }

  private static void letBeNull(JsonNode schema) {
    if (schema instanceof ObjectNode object && !object.has("$ref")) {
      object.put("nullable", true);
    }
    schema.path("properties").forEach(PublishedReapit::letBeNull);
  }

  private static void addSigningKeys(ObjectNode published) {
    published
        .withObject("/paths")
        .set(
            "/webhooks/signing/{keyId}",
            JSON.readTree(
                """
                {"get": {"parameters": [{"name": "keyId", "in": "path", "required": true,
                   "schema": {"type": "string"}}],
                 "responses": {"200": {"description": "the key", "content": {"application/json":
                  {"schema": {"type": "object", "required": ["keys"], "properties": {"keys":
                   {"type": "array", "items": {"type": "object", "required": ["kid", "crv", "x"],
                    "properties": {"kid": {"type": "string"}, "crv": {"type": "string"},
                     "x": {"type": "string"}}}}}}}}}}}}
                """));
  }

  private static void declareHeaders(ObjectNode published) {
    for (var operation : operations(published)) {
      var parameters =
          operation.get("parameters") instanceof ArrayNode given
              ? given
              : operation.putArray("parameters");
      for (var header : List.of("reapit-customer", "api-version")) {
        parameters
            .addObject()
            .put("name", header)
            .put("in", "header")
            .put("required", true)
            .putObject("schema")
            .put("type", "string")
            .put("minLength", 1);
      }
    }
  }

  private static void spellRefusals(ObjectNode published) {
    for (var operation : operations(published)) {
      var responses = operation.withObject("/responses");
      for (var status : UNDECLARED) {
        if (!responses.has(status)) {
          responses.putObject(status).put("description", "see the documentation");
        }
      }
      responses
          .propertyStream()
          .filter(response -> response.getKey().charAt(0) >= '4')
          .filter(response -> response.getValue().path("content").isEmpty())
          .forEach(response ->
              response
                  .getValue()
                  .withObject("/content/application~1json")
                  .set("schema", words(response.getKey())));
    }
  }

  private static JsonNode words(String status) {
    if (OF_THE_GATEWAY.contains(status)) {
      return JSON.readTree("{\"type\": \"object\"}");
    }
    var model = status.equals("422") ? "ValidationErrorModel" : "ApiErrorModel";
    return JSON.readTree("{\"$ref\": \"#/components/schemas/%s\"}".formatted(model));
  }

  private static List<ObjectNode> operations(ObjectNode published) {
    return published
        .path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .map(ObjectNode.class::cast)
        .toList();
  }
}
