package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a listing or a search was asked for, understood.
///
/// @param archived live contacts or archived ones; nothing if that was not said
/// @param asked the query without its token and the size of its pages, in one spelling
record ListQuery(
    Optional<Boolean> archived,
    Optional<String> category,
    Set<String> personas,
    Span created,
    Span modified,
    int size,
    Optional<String> token,
    String asked) {

  private static final int SIZE_USUAL = 50;
  private static final String TOKEN = "next-token";
  private static final Set<String> COMMON =
      Set.of(TOKEN, "max-results", "created-from", "created-to", "modified-from", "modified-to");
  private static final Set<String> PERSONAS = Set.of("Applicant", "Vendor", "Landlord", "Tenant");

  static ListQuery ofListing(Call call, int resultsMax) {
    var flaws = unknownIn(call.query(), Set.of("active", "category", "persona"));
    var query = call.query();
    query.all("persona").stream()
        .filter(persona -> !PERSONAS.contains(persona))
        .forEach(persona -> flaws.add("There is no persona %s.".formatted(persona)));
    return of(
        query,
        flag(query, "active", flaws).map(active -> !active),
        category(query, "category", flaws),
        resultsMax,
        flaws);
  }

  static ListQuery ofSearch(Call call, int resultsMax) {
    var query = call.query();
    var flaws = unknownIn(query, Set.of("query", "archived", "contact-type"));
    if (query.find("query").filter(text -> !text.isBlank()).isEmpty()) {
      flaws.add("The query field is required.");
    }
    return of(
        query,
        flag(query, "archived", flaws),
        category(query, "contact-type", flaws),
        resultsMax,
        flaws);
  }

  CardWindow window(boolean fromArchive) {
    return new CardWindow(fromArchive, created, modified, CardWindow.Order.CREATED, false);
  }

  ListQuery onFirstPage() {
    return new ListQuery(
        archived, category, personas, created, modified, size, Optional.empty(), asked);
  }

  private static ListQuery of(
      Query query,
      Optional<Boolean> archived,
      Optional<String> category,
      int resultsMax,
      List<String> flaws) {
    var created = span(query, "created", flaws);
    var modified = span(query, "modified", flaws);
    var size = size(query, flaws);
    if (!flaws.isEmpty()) {
      throw AltoErrors.invalid(flaws);
    }
    var rest = new TreeMap<>(query.byName());
    rest.remove(TOKEN);
    rest.remove("max-results");
    return new ListQuery(
        archived,
        category,
        Set.copyOf(query.all("persona")),
        created,
        modified,
        Math.min(size, resultsMax),
        query.find(TOKEN),
        rest.toString());
  }

  private static List<String> unknownIn(Query query, Set<String> own) {
    List<String> flaws = new ArrayList<>();
    for (var name : query.byName().keySet()) {
      if (!COMMON.contains(name) && !own.contains(name)) {
        flaws.add("There is no parameter %s.".formatted(name));
      }
    }
    return flaws;
  }

  private static int size(Query query, List<String> flaws) {
    var given = query.find("max-results");
    if (given.isEmpty()) {
      return SIZE_USUAL;
    }
    if (!given.get().matches("\\d{1,3}")
        || Integer.parseInt(given.get()) < 1
        || Integer.parseInt(given.get()) > AltoOptions.RESULTS_MAX) {
      flaws.add("max-results must be between 1 and 250.");
      return SIZE_USUAL;
    }
    return Integer.parseInt(given.get());
  }

  private static Optional<String> category(Query query, String name, List<String> flaws) {
    var given = query.find(name);
    given
        .filter(category -> !AltoRecords.CATEGORIES.contains(category))
        .ifPresent(category -> flaws.add("There is no category %s.".formatted(category)));
    return given;
  }

  private static Optional<Boolean> flag(Query query, String name, List<String> flaws) {
    var given = query.find(name);
    if (given.filter(text -> !Set.of("true", "false").contains(text)).isPresent()) {
      flaws.add("%s must be true or false.".formatted(name));
      return Optional.empty();
    }
    return given.map("true"::equals);
  }

  private static Span span(Query query, String name, List<String> flaws) {
    return new Span(
        stamp(query, name + "-from", Long.MIN_VALUE, flaws),
        stamp(query, name + "-to", Long.MAX_VALUE, flaws));
  }

  private static long stamp(Query query, String name, long otherwise, List<String> flaws) {
    var given = query.find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    var parsed = AltoStamps.parsed(given.get());
    if (parsed.isEmpty()) {
      flaws.add("%s must be a time with an offset.".formatted(name));
    }
    return parsed.orElse(otherwise);
  }
}
