package com.nurturehub.crm.domain.contact;

import java.text.Normalizer;

/// The one spelling in which we keep and compare what people type.
final class Text {

  private Text() {}

  /// Stripped and in Unicode NFC; refused when longer than `lengthMax` characters, or when it holds
  /// control characters or half a surrogate pair, which no database or mail can carry.
  static String normal(String typed, int lengthMax, String what) {
    if (typed.length() > 4 * lengthMax) {
      throw new IllegalArgumentException(
          "%s is longer than %d characters".formatted(what, lengthMax));
    }
    var text = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
    if (text.length() > lengthMax) {
      throw new IllegalArgumentException(
          "%s is longer than %d characters".formatted(what, lengthMax));
    }
    if (!isText(text)) {
      throw new IllegalArgumentException("%s holds characters that are not text".formatted(what));
    }
    return text;
  }

  static boolean isText(String typed) {
    return typed.codePoints().noneMatch(Text::cannotBeKept);
  }

  private static boolean cannotBeKept(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
