package com.nurturehub.crm.domain.sync;

import java.util.Optional;

/// A record a CRM sent that cannot be taken, with what it sent and why not. It is tried again when
/// it changes or when a person asks; `externalId` is absent where not even that could be read.
public record Quarantined(Optional<String> externalId, String reason, String raw) {

  /// More is cut, and the cut is marked.
  public static final int RAW_LENGTH_MAX = 20_000;

  public Quarantined {
    externalId = externalId.map(id -> shortened(id, 200));
    reason = shortened(reason, 1_000);
    raw = shortened(raw, RAW_LENGTH_MAX);
  }

  private static String shortened(String text, int lengthMax) {
    var clean = text.replace('\u0000', '\uFFFD');
    return clean.length() <= lengthMax
        ? clean
        : clean.substring(0, lengthMax - 12) + " … shortened";
  }
}
