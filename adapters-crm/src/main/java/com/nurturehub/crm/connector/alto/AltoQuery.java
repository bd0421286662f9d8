package com.nurturehub.crm.connector.alto;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What Alto is asked for. It prints nothing, because people's addresses may be in it.
final class AltoQuery {

  static final AltoQuery NONE = new AltoQuery(List.of());

  private final List<String> parameters;

  private AltoQuery(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  AltoQuery with(String name, Object value) {
    var more = new ArrayList<>(parameters);
    more.add(name + "=" + encoded(value.toString()));
    return new AltoQuery(more);
  }

  AltoQuery with(String name, Instant value) {
    return with(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /// Lists are sent as repeated parameters, the specification's default.
  AltoQuery withEach(String name, Collection<String> values) {
    var query = this;
    for (var value : values) {
      query = query.with(name, value);
    }
    return query;
  }

  String text() {
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
