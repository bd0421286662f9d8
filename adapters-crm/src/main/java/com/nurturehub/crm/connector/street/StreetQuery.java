package com.nurturehub.crm.connector.street;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What a list is asked for. It prints nothing, because people's addresses may be in it.
final class StreetQuery {

  private final List<String> parameters;

  private StreetQuery(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  static StreetQuery page(int size, int number) {
    return new StreetQuery(List.of()).with("page[size]", size).with("page[number]", number);
  }

  /// People, with what tells their categories.
  static StreetQuery people(int size, int number) {
    return page(size, number).with("include", "applicants");
  }

  StreetQuery trashed() {
    return with("filter[trashed]", "only");
  }

  StreetQuery allEver() {
    return with("filter[trashed]", "with");
  }

  StreetQuery email(String address) {
    return with("filter[email_address]", address);
  }

  /// Times are sent in UTC and whole seconds, as Street shows them.
  StreetQuery updatedFrom(Instant from) {
    return with("filter[updated_from]", from.truncatedTo(ChronoUnit.SECONDS));
  }

  StreetQuery updatedTo(Instant to) {
    return with("filter[updated_to]", to.truncatedTo(ChronoUnit.SECONDS));
  }

  String text() {
    return String.join("&", parameters);
  }

  private StreetQuery with(String name, Object value) {
    var more = new ArrayList<>(parameters);
    more.add(encoded(name) + "=" + encoded(value.toString()));
    return new StreetQuery(more);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
