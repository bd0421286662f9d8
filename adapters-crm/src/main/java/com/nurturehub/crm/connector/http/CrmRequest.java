package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// One call to a CRM. It prints neither its query nor its headers nor its body.
public record CrmRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<Secret> authorization,
    Optional<Body> body,
    Effect effect) {

  /// What repeating the call would do.
  public enum Effect {
    /// Nothing happens twice.
    READS,
    /// Something could happen twice.
    WRITES
  }

  /// A body and its content type.
  public record Body(String contentType, String text) {

    @Override
    public String toString() {
      return "%s, %d characters".formatted(contentType, text.length());
    }
  }

  public CrmRequest {
    headers = Map.copyOf(headers);
  }

  public boolean writes() {
    return effect == Effect.WRITES;
  }

  @Override
  public String toString() {
    return "%s %s".formatted(method, uri.getRawPath());
  }
}
