package com.nurturehub.crm.domain.sync;

import java.util.Optional;

/// A record a CRM sent that cannot be taken, with what it sent and why not. It is tried again when
/// it changes or when a person asks; `externalId` is absent where not even that could be read.
public record Quarantined(Optional<String> externalId, String reason, String raw) {

  /// More is cut, and the cut is marked.
  public static final int RAW_LENGTH_MAX = 20_000;

  private static final String CUT = " … shortened";
  private static final char REPLACEMENT = '\uFFFD';

  public Quarantined {
    externalId = externalId.map(id -> shortened(id, 200));
    reason = shortened(reason, 1_000);
    raw = shortened(raw, RAW_LENGTH_MAX);
  }

  private static String shortened(String text, int lengthMax) {
    return text.length() <= lengthMax
        ? keepable(text)
        : keepable(text.substring(0, lengthMax - CUT.length())) + CUT;
  }

  /// Neither a database nor a page can carry NUL or half a surrogate pair.
  private static String keepable(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
