package com.nurturehub.crm.connector.http;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/// A CRM's own words about what it refused, made fit for the agency: what we sent is blotted out of
/// them, and so is whatever else looks like an address or a number.
public final class ForeignWords {

  private static final int LENGTH_MAX = 160;

  private ForeignWords() {}

  /// @param sent what we sent, with texts at any depth
  public static String fit(String message, Collection<?> sent) {
    var words = message.replaceAll("\\p{Cntrl}", " ");
    for (var value : texts(sent).filter(text -> text.length() > 1).toList()) {
      words = words.replace(value, "…");
    }
    words = words.replaceAll("\\S+@\\S+", "…").replaceAll("\\+?\\d[\\d ]{4,}\\d", "…").strip();
    return words.length() <= LENGTH_MAX ? words : words.substring(0, LENGTH_MAX);
  }

  private static Stream<String> texts(Collection<?> values) {
    return values.stream()
        .flatMap(value ->
            switch (value) {
              case Map<?, ?> map -> texts(map.values());
              case Collection<?> list -> texts(list);
              case String text -> Stream.of(text);
              default -> Stream.of();
            });
  }
}
