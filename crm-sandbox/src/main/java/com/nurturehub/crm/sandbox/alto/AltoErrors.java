package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Errors in Alto's envelope.
final class AltoErrors {

  private AltoErrors() {}

  static Reply error(int status, String code, String message) {
    return Reply.json(status, envelope(code, List.of(message)));
  }

  static Refusal refusal(int status, String code, String message) {
    return new Refusal(error(status, code, message));
  }

  static Refusal invalid(String message) {
    return refusal(400, "ValidationError", message);
  }

  static Refusal invalid(List<String> flaws) {
    return new Refusal(Reply.json(400, envelope("ValidationError", flaws)));
  }

  static Refusal notFound(String what, String id) {
    return refusal(404, "NotFound", "%s %s was not found.".formatted(what, id));
  }

  static Reply unauthorised() {
    return error(401, "Unauthorized", "The access token is missing or has expired.");
  }

  static Reply forbidden() {
    return error(403, "Forbidden", "Access to the resource is not granted.");
  }

  private static ObjectNode envelope(String code, List<String> messages) {
    var body = Json.object();
    var errors = body.putArray("errors");
    messages.forEach(message -> errors.addObject().put("code", code).put("message", message));
    return body;
  }
}
