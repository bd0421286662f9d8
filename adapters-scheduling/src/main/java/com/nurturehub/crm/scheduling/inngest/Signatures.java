package com.nurturehub.crm.scheduling.inngest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks `t=<seconds>&s=<hex>` over the raw bytes of a body. Nothing the request says can switch
/// this off.
record Signatures(List<SigningKey> keys, InstantSource clock) {

  static final Duration AGE_MAX = Duration.ofMinutes(5);

  private static final Pattern WRITTEN =
      Pattern.compile("t=(?<seconds>\\d{1,12})&s=(?<signature>[0-9a-f]{64})");

  Proof check(Optional<String> header, byte[] body) {
    if (header.filter(text -> !text.isBlank()).isEmpty()) {
      return Proof.MISSING;
    }
    var parts = WRITTEN.matcher(header.get());
    if (!parts.matches()) {
      return Proof.FORGED;
    }
    var seconds = parts.group("seconds");
    var signature = HexFormat.of().parseHex(parts.group("signature"));
    if (keys.stream().noneMatch(key -> key.signed(body, seconds, signature))) {
      return Proof.FORGED;
    }
    return isCurrent(Long.parseLong(seconds)) ? Proof.GENUINE : Proof.STALE;
  }

  private boolean isCurrent(long seconds) {
    var apart = Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs();
    return apart.compareTo(AGE_MAX) <= 0;
  }
}
