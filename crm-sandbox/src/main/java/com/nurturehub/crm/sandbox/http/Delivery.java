package com.nurturehub.crm.sandbox.http;

import java.time.Duration;

/// How a reply travels to the caller.
public sealed interface Delivery {

  Delivery WHOLE = new Whole();

  record Whole() implements Delivery {}

  /// The connection is closed without an answer.
  record Cut() implements Delivery {}

  /// Half of the body is sent, then the connection is closed.
  record Truncated() implements Delivery {}

  /// The body drips: so many bytes, then a pause.
  record Dripping(int bytesEach, Duration pause) implements Delivery {}

  /// A small compressed body that unpacks to this many bytes.
  record GzipBomb(long unpackedBytes) implements Delivery {}
}
