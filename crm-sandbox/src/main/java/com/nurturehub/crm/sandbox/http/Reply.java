package com.nurturehub.crm.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What is answered: status, headers, body, and how it travels. A header may be sent several times.
public record Reply(int status, Map<String, List<String>> headers, Bytes body, Delivery delivery) {

  private static final String CONTENT_TYPE = "Content-Type";

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), Bytes.NONE, Delivery.WHOLE);
  }

  public static Reply json(int status, Bytes body) {
    return of(status, "application/json; charset=utf-8", body);
  }

  public static Reply json(int status, JsonNode tree) {
    return json(status, Json.bytes(tree));
  }

  public static Reply html(int status, String page) {
    return of(status, "text/html; charset=utf-8", Bytes.of(page));
  }

  public static Reply redirect(String to) {
    return empty(302).with("Location", to);
  }

  public Reply with(String header, String value) {
    return with(header, List.of(value));
  }

  public Reply with(String header, List<String> values) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, List.copyOf(values));
    return new Reply(status, more, body, delivery);
  }

  public Reply with(Bytes other) {
    return new Reply(status, headers, other, delivery);
  }

  public Reply by(Delivery other) {
    return new Reply(status, headers, body, other);
  }

  private static Reply of(int status, String contentType, Bytes body) {
    return new Reply(status, Map.of(CONTENT_TYPE, List.of(contentType)), body, Delivery.WHOLE);
  }
}
