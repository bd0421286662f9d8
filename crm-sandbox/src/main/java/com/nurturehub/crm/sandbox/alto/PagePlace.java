package com.nurturehub.crm.sandbox.alto;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Where a page begins: after the contact created at `after` with this number, on live contacts or
/// on archived ones. A token carries it to the caller and back, tied to what was asked for.
record PagePlace(boolean archived, long after, int number) {

  static PagePlace start(boolean archived) {
    return new PagePlace(archived, Long.MIN_VALUE, -1);
  }

  String token(String asked, Instant now) {
    var text =
        "%b,%d,%d,%d,%d".formatted(archived, after, number, now.toEpochMilli(), asked.hashCode());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Nothing for a token that is none of ours, belongs to another query, or was given out before
  /// `notBefore`.
  static Optional<PagePlace> of(String token, String asked, Instant notBefore) {
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(",", -1);
      if (parts.length != 5
          || Integer.parseInt(parts[4]) != asked.hashCode()
          || Long.parseLong(parts[3]) < notBefore.toEpochMilli()) {
        return Optional.empty();
      }
      return Optional.of(
          new PagePlace(
              Boolean.parseBoolean(parts[0]),
              Long.parseLong(parts[1]),
              Integer.parseInt(parts[2])));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
