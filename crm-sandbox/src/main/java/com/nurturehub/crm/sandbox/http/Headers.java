package com.nurturehub.crm.sandbox.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The headers of a call, by lower-cased name; of a repeated header the last one counts.
public record Headers(Map<String, String> byName) {

  public Optional<String> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }
}
