package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Errors in Reapit's envelope.
final class ReapitErrors {

  /// What is wrong with one member of a request.
  record Flaw(String field, String message) {}

  private ReapitErrors() {}

  static Reply error(int status, String description, Instant now) {
    return Reply.json(status, envelope(status, description, now));
  }

  static Refusal refusal(int status, String description, Instant now) {
    return new Refusal(error(status, description, now));
  }

  static Refusal invalid(int status, List<Flaw> flaws, Instant now) {
    var body =
        envelope(
            status,
            "One or more validation failures have occurred. Please see the errors member.",
            now);
    var errors = body.putArray("errors");
    flaws.forEach(
        flaw -> errors.addObject().put("field", flaw.field()).put("message", flaw.message()));
    return new Refusal(Reply.json(status, body));
  }

  static Refusal notFound(String entity, String id, Instant now) {
    return refusal(404, "Entity \"%s\" (%s) was not found.".formatted(entity, id), now);
  }

  static Reply badCredentials(Instant now) {
    return error(
        401,
        "You lack the credentials required to access this resource. Please generate a new token.",
        now);
  }

  static Reply notInstalled(Instant now) {
    return error(401, "The customer specified does not have the application installed.", now);
  }

  /// The one error that is spelled in PascalCase.
  static Reply tooManyAtOnce(Instant now) {
    return Reply.json(
        429,
        Json.object()
            .put("StatusCode", 429)
            .put("DateTime", Stamps.withFraction(now))
            .put(
                "Description",
                "Concurrent request limit exceeded. Please wait for requests to complete."));
  }

  /// From the gateway in front of the platform.
  static Reply tooManyRequests() {
    return Reply.json(429, Json.object().put("message", "Too Many Requests"));
  }

  static Reply unknownPath() {
    return Reply.json(403, Json.object().put("message", "Missing Authentication Token"));
  }

  static Reply gatewayTimeout() {
    return Reply.json(504, Json.object().put("message", "Endpoint request timed out"));
  }

  private static ObjectNode envelope(int status, String description, Instant now) {
    return Json.object()
        .put("statusCode", status)
        .put("dateTime", Stamps.withFraction(now))
        .put("description", description);
  }
}
