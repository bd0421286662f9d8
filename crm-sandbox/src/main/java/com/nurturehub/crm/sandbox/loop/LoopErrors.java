package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Errors as a service of this make usually spells them: problem details.
final class LoopErrors {

  private static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";

  /// What is wrong with one field of a request.
  record Flaw(String field, String message) {}

  private LoopErrors() {}

  static Reply error(int status) {
    return reply(status, problem(status, title(status)));
  }

  static Refusal refusal(int status) {
    return new Refusal(error(status));
  }

  static Refusal invalid(List<Flaw> flaws) {
    var problem = problem(400, "One or more validation errors occurred.");
    var errors = problem.putObject("errors");
    flaws.forEach(flaw -> errors.withArrayProperty(flaw.field()).add(flaw.message()));
    return new Refusal(reply(400, problem));
  }

  /// A failure that looks like a success from outside.
  static Reply inside() {
    return Reply.json(200, Json.object().put("statusCode", "error").put("message", "Failed"));
  }

  private static Reply reply(int status, ObjectNode problem) {
    return Reply.json(status, problem).with("Content-Type", MEDIA_TYPE);
  }

  private static ObjectNode problem(int status, String title) {
    return Json.object()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("traceId", "00-7f3c");
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 415 -> "Unsupported Media Type";
      case 429 -> "Too Many Requests";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "An error occurred while processing your request.";
    };
  }
}
