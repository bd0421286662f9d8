package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.Judge;
import com.nurturehub.crm.connector.PublishedDescription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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

  private static final String FILE = "alto/alto-contact-sync.openapi.json";
  private static final List<String> UNDECLARED =
      List.of("401", "403", "404", "415", "429", "500", "502", "503", "504");
  private static final String ERROR =
      """
      {"description": "as the guide to error codes says",
       "content": {"application/json": {"schema": {"type": "object"}}}}
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Optional<PublishedDescription> DESCRIPTION =
      PublishedDescription.read(FILE, PublishedAlto::amend);

  private PublishedAlto() {}

  /// For an Alto at this address; nothing where the description is not at hand.
  static Optional<Judge> at(URI base) {
    return DESCRIPTION.map(description -> description.judging(base));
  }

  private static void amend(ObjectNode published) {
    addTokens(published);
    tellPatches(published);
    letSeveralBeAnswered(published);
    declareErrors(published);
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
