package com.nurturehub.crm.sandbox.hook;

import com.nurturehub.crm.sandbox.http.Bytes;
import java.time.Instant;
import java.util.Map;

/// One event for one address.
///
/// @param eventId the same on every attempt
/// @param at when it happened
/// @param once whether nobody repeats it
/// @param headers those that go with it whether it is signed or not
public record Message(
    String url,
    String topic,
    String customer,
    String eventId,
    Instant at,
    boolean once,
    Map<String, String> headers,
    Content content,
    Signing signing) {

  /// What is sent, which may tell under which id and which attempt it is.
  @FunctionalInterface
  public interface Content {

    Bytes body(String eventId, int attempt);
  }

  public Message {
    headers = Map.copyOf(headers);
  }

  Message withEventId(String other) {
    return new Message(url, topic, customer, other, at, once, headers, content, signing);
  }

  Bytes body(int attempt) {
    return content.body(eventId, attempt);
  }
}
