package com.nurturehub.crm.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string or of a form. Names are compared without regard to case.
public record Query(Map<String, List<String>> byName) {

  public static final Query NONE = new Query(Map.of());

  /// Throws `IllegalArgumentException` for a broken percent escape.
  public static Query parse(@Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return NONE;
    }
    var byName = new LinkedHashMap<String, List<String>>();
    for (var pair : encoded.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!name.isEmpty()) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Query(byName);
  }

  public Optional<String> find(String name) {
    var values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  public List<String> all(String name) {
    return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
