package com.nurturehub.crm.api.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.nurturehub.crm.application.InvalidRequest;
import java.time.DateTimeException;
import java.time.Instant;

/// Instants and durations, in ours and in the contract's form.
final class Times {

  private Times() {}

  static Timestamp toWire(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Duration toWire(java.time.Duration duration) {
    // A protobuf duration has both parts of one sign; ours never has a negative rest.
    var whole = duration.toSeconds();
    var rest = duration.minusSeconds(whole).toNanos();
    return Duration.newBuilder().setSeconds(whole).setNanos((int) rest).build();
  }

  static Instant ours(Timestamp timestamp, String field) {
    try {
      return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidRequest(field, "is not a time");
    }
  }
}
