package com.nurturehub.crm.connector.reapit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a listing is asked for. It prints nothing, because people's addresses may be in it.
final class ReapitQuery {

  private final List<String> parameters;

  private ReapitQuery(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  static ReapitQuery page(int size, int number) {
    return new ReapitQuery(List.of()).with("pageSize", size).with("pageNumber", number);
  }

  /// Asks for somebody who does not exist: it takes all permissions, and no record can spoil it.
  static ReapitQuery nobody() {
    return page(1, 1).with("id", "NURTUREHUB");
  }

  ReapitQuery with(String name, Object value) {
    var more = new ArrayList<>(parameters);
    more.add(name + "=" + encoded(value.toString()));
    return new ReapitQuery(more);
  }

  ReapitQuery with(String name, Instant value) {
    return with(name, value.toString());
  }

  ReapitQuery withEach(String name, Collection<String> values) {
    var query = this;
    for (var value : values) {
      query = query.with(name, value);
    }
    return query;
  }

  String text() {
    return String.join("&", parameters);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
