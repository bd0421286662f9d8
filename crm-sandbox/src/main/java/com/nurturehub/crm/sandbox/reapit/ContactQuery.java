package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What `GET /contacts` was asked for, understood.
///
/// @param window the live contacts or the archive, the spans of time, and the order
/// @param alphabetic the order by name or by address, instead of the window's
record ContactQuery(
    Paging paging,
    CardWindow window,
    Optional<Alphabetic> alphabetic,
    List<String> ids,
    List<String> emails,
    List<String> details,
    List<MetadataFilter> metadata,
    ContactTraits traits,
    ContactEmbeds embeds) {

  enum Alphabetic {
    NAME,
    ADDRESS
  }

  private static final Set<String> KNOWN =
      Set.of(
          "pagesize",
          "pagenumber",
          "sortby",
          "embed",
          "id",
          "contactdetail",
          "email",
          "negotiatorid",
          "officeid",
          "address",
          "identitycheck",
          "name",
          "nametype",
          "marketingconsent",
          "marketingconsentfiltertype",
          "active",
          "fromarchive",
          "createdfrom",
          "createdto",
          "modifiedfrom",
          "modifiedto",
          "metadata",
          "extrasfield");

  static ContactQuery of(Call call) {
    var query = call.query();
    List<Flaw> flaws = new ArrayList<>();
    for (var name : query.byName().keySet()) {
      if (!KNOWN.contains(name)) {
        flaws.add(new Flaw(name, "There is no such parameter."));
      }
    }
    var sort = query.find("sortBy").orElse("created");
    var descending = sort.startsWith("-");
    var by = (descending ? sort.substring(1) : sort).toLowerCase(Locale.ROOT);
    if (!Set.of("created", "modified", "name", "address").contains(by)) {
      flaws.add(new Flaw("sortBy", "Must be created, modified, name or address."));
    }
    var window =
        new CardWindow(
            flag(query, "fromArchive", flaws).orElse(false),
            new Span(
                stamp(query, "createdFrom", Long.MIN_VALUE, flaws),
                stamp(query, "createdTo", Long.MAX_VALUE, flaws)),
            new Span(
                stamp(query, "modifiedFrom", Long.MIN_VALUE, flaws),
                stamp(query, "modifiedTo", Long.MAX_VALUE, flaws)),
            by.equals("modified") ? CardWindow.Order.MODIFIED : CardWindow.Order.CREATED,
            descending);
    for (var email : query.all("email")) {
      if (!email.matches("[^@\\s,]+@[^@\\s,]+")) {
        flaws.add(new Flaw("email", "Must be one valid e-mail address."));
      }
    }
    var traits = ContactTraits.of(query, flag(query, "active", flaws), flaws);
    var embeds = ContactEmbeds.of(query.all("embed"), flaws);
    if (!flaws.isEmpty()) {
      throw ReapitErrors.invalid(400, flaws, call.at());
    }
    return new ContactQuery(
        Paging.of(call),
        window,
        switch (by) {
          case "name" -> Optional.of(Alphabetic.NAME);
          case "address" -> Optional.of(Alphabetic.ADDRESS);
          case String _ -> Optional.empty();
        },
        query.all("id"),
        query.all("email"),
        query.all("contactDetail"),
        metadata(query, call),
        traits,
        embeds);
  }

  /// Whether contacts are to be looked up, rather than read in order.
  boolean isLookup() {
    return !ids.isEmpty()
        || !emails.isEmpty()
        || !details.isEmpty()
        || metadata.stream().anyMatch(filter -> !filter.fitsNothing());
  }

  boolean isPlain() {
    return !isLookup() && metadata.isEmpty() && traits.areAny() && alphabetic.isEmpty();
  }

  ContactQuery onFirstPage() {
    return new ContactQuery(
        new Paging(1, paging.size()),
        window,
        alphabetic,
        ids,
        emails,
        details,
        metadata,
        traits,
        embeds);
  }

  private static List<MetadataFilter> metadata(Query query, Call call) {
    List<MetadataFilter> filters = new ArrayList<>();
    for (var expression : query.all("metadata")) {
      filters.add(
          MetadataFilter.parsed(expression)
              .orElseThrow(() ->
                  ReapitErrors.refusal(
                      400, "The metadata filter could not be understood.", call.at())));
    }
    return filters;
  }

  private static Optional<Boolean> flag(Query query, String name, List<Flaw> flaws) {
    var given = query.find(name).map(text -> text.toLowerCase(Locale.ROOT));
    if (given.isPresent() && !Set.of("true", "false").contains(given.get())) {
      flaws.add(new Flaw(name, "Must be true or false."));
      return Optional.empty();
    }
    return given.map("true"::equals);
  }

  private static long stamp(Query query, String name, long otherwise, List<Flaw> flaws) {
    var given = query.find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    var parsed = Stamps.parsed(given.get());
    if (parsed.isEmpty()) {
      flaws.add(new Flaw(name, "Must be a date, or a time with a zone."));
    }
    return parsed.orElse(otherwise);
  }
}
