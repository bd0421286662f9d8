package com.nurturehub.crm.sandbox.hook;

import com.nurturehub.crm.sandbox.http.Bytes;
import java.time.Instant;
import java.util.Map;

/// How a CRM vouches for a message.
@FunctionalInterface
public interface Signing {

  /// The headers that go with this body when it is sent at this time.
  Map<String, String> headers(String eventId, Bytes body, Instant at);

  /// Headers that look right and are not.
  default Map<String, String> forged(String eventId, Instant at) {
    return headers(eventId, Bytes.of("{}"), at);
  }
}
