package com.nurturehub.crm.sandbox.hook;

import com.nurturehub.crm.sandbox.http.Bytes;
import java.util.Map;

/// One event for one address.
///
/// @param eventId the same on every attempt
/// @param headers those that go with it whether it is signed or not
public record Message(
    String url,
    String topic,
    String customer,
    String eventId,
    Map<String, String> headers,
    Bytes body,
    Signing signing) {

  public Message {
    headers = Map.copyOf(headers);
  }

  Message withEventId(String other) {
    return new Message(url, topic, customer, other, headers, body, signing);
  }
}
