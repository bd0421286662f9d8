package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Query;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a list was asked for, understood.
record StreetQuery(
    int number,
    int size,
    Span created,
    Span updated,
    Optional<String> email,
    Optional<String> telephone,
    Optional<String> address,
    Trashed trashed,
    Set<String> include) {

  /// Whether deleted rows are wanted.
  enum Trashed {
    WITHOUT,
    WITH,
    ONLY
  }

  static final List<String> PEOPLE =
      List.of("updated", "created", "email_address", "telephone_number", "address", "trashed");
  static final List<String> ENQUIRIES =
      List.of("updated", "created", "email_address", "telephone_number", "branch", "trashed");
  static final List<String> BRANCHES = List.of("trashed");

  private static final int SIZE_USUAL = 25;
  private static final int SIZE_MAX = 100;

  /// @param filters what can be filtered by, without `filter[…]` and `_from` and `_to`
  /// @param includes what can be included
  static StreetQuery of(
      Call call, List<String> filters, Set<String> includes, StreetOptions options) {
    var query = call.query();
    refuseUnknown(query, filters, options);
    return new StreetQuery(
        number(query, "page[number]", 1),
        size(query, options),
        span(query, "created", options),
        span(query, "updated", options),
        query.find("filter[email_address]"),
        query.find("filter[telephone_number]"),
        query.find("filter[address]"),
        trashed(query),
        included(query, includes));
  }

  static Set<String> included(Query query, Set<String> includes) {
    var wanted = new LinkedHashSet<String>();
    for (var name : query.find("include").orElse("").split(",", -1)) {
      if (!name.isBlank() && !includes.contains(name)) {
        throw StreetErrors.badParameter(
            "include",
            "Requested include(s) `%s` are not allowed. Allowed include(s) are `%s`."
                .formatted(name, String.join(", ", includes)));
      }
      if (!name.isBlank()) {
        wanted.add(name);
      }
    }
    return wanted;
  }

  int offset() {
    return (int) Math.min((number - 1L) * size, Integer.MAX_VALUE);
  }

  private static void refuseUnknown(Query query, List<String> filters, StreetOptions options) {
    for (var name : query.byName().keySet()) {
      if (!name.startsWith("filter[")) {
        if (options.refusesUnknown()
            && !Set.of("include", "page[size]", "page[number]").contains(name)) {
          throw StreetErrors.badParameter(name, "There is no such parameter.");
        }
        continue;
      }
      var bare = name.substring("filter[".length(), name.length() - 1);
      var stem = bare.replaceAll("_(from|to)$", "");
      if (!filters.contains(bare) && !(isSpan(bare) && filters.contains(stem))) {
        throw StreetErrors.badParameter(
            name,
            "Requested filter(s) `%s` are not allowed. Allowed filter(s) are `%s`."
                .formatted(bare, String.join(", ", filters)));
      }
    }
  }

  private static boolean isSpan(String name) {
    return name.endsWith("_from") || name.endsWith("_to");
  }

  private static int size(Query query, StreetOptions options) {
    var size = number(query, "page[size]", SIZE_USUAL);
    if (size > SIZE_MAX && options.refusesLargePages()) {
      throw StreetErrors.badParameter("page[size]", "The page size must not be above 100.");
    }
    return Math.min(size, SIZE_MAX);
  }

  private static int number(Query query, String name, int otherwise) {
    try {
      var number = query.find(name).map(Integer::parseInt).orElse(otherwise);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, like any other number out of range.
    }
    throw StreetErrors.badParameter(name, "Must be a number from 1.");
  }

  private static Span span(Query query, String stem, StreetOptions options) {
    var inwards = options.bounds() == StreetOptions.Bounds.EXCLUSIVE ? 1 : 0;
    var from = time(query, "filter[%s_from]".formatted(stem));
    var to = time(query, "filter[%s_to]".formatted(stem));
    return new Span(
        from.map(time -> time + inwards).orElse(Long.MIN_VALUE),
        to.map(time -> time - inwards).orElse(Long.MAX_VALUE));
  }

  private static Optional<Long> time(Query query, String name) {
    var given = query.find(name);
    if (given.isPresent() && StreetTimes.parsed(given.get()).isEmpty()) {
      throw StreetErrors.badParameter(name, "Must be a date and time with a zone.");
    }
    return given.flatMap(StreetTimes::parsed);
  }

  private static Trashed trashed(Query query) {
    return switch (query.find("filter[trashed]").orElse("")) {
      case "" -> Trashed.WITHOUT;
      case "with" -> Trashed.WITH;
      case "only" -> Trashed.ONLY;
      case String _ -> throw StreetErrors.badParameter("filter[trashed]", "Must be with or only.");
    };
  }
}
