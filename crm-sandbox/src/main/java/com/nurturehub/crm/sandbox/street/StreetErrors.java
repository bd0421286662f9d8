package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Errors as JSON:API spells them.
final class StreetErrors {

  static final String MEDIA_TYPE = "application/vnd.api+json";

  /// What is wrong with one member of a request.
  record Flaw(String pointer, String detail) {}

  private StreetErrors() {}

  /// A document in Street's media type.
  static Reply document(int status, JsonNode document) {
    return Reply.json(status, document).with("Content-Type", MEDIA_TYPE);
  }

  static Reply error(int status, String detail) {
    var body = Json.object();
    fill(body.putArray("errors").addObject(), status, detail);
    return document(status, body);
  }

  static Refusal refusal(int status, String detail) {
    return new Refusal(error(status, detail));
  }

  /// A parameter of the query that cannot be served.
  static Refusal badParameter(String name, String detail) {
    var body = Json.object();
    fill(body.putArray("errors").addObject(), 400, detail)
        .putObject("source")
        .put("parameter", name);
    return new Refusal(document(400, body));
  }

  static Refusal invalid(List<Flaw> flaws) {
    var body = Json.object();
    var errors = body.putArray("errors");
    for (var flaw : flaws) {
      fill(errors.addObject(), 422, flaw.detail())
          .putObject("source")
          .put("pointer", flaw.pointer());
    }
    return new Refusal(document(422, body));
  }

  /// What was sent contradicts where it was sent to.
  static Refusal conflict(String pointer, String detail) {
    var body = Json.object();
    body.putObject("source").put("pointer", pointer);
    fill(body.putArray("errors").addObject(), 409, detail);
    return new Refusal(document(409, body));
  }

  private static ObjectNode fill(ObjectNode error, int status, String detail) {
    return error
        .put("title", title(status))
        .put("detail", detail)
        .put("code", Integer.toString(status));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "400 Bad Request";
      case 401 -> "401 Unauthorized";
      case 403 -> "403 Forbidden";
      case 404 -> "404 Not Found";
      case 405 -> "405 Method Not Allowed";
      case 406 -> "406 Not Acceptable";
      case 409 -> "409 Conflict";
      case 415 -> "415 Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "429 Too Many Requests";
      case 502 -> "502 Bad Gateway";
      case 503 -> "503 Service Unavailable";
      case 504 -> "504 Gateway Timeout";
      default -> "500 Internal Server Error";
    };
  }
}
