package com.nurturehub.crm.connector;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What CRMs can do, as the table that stands on the pages under `docs/crms`, a column for each.
final class CapabilityTable {

  private static final Map<String, Function<Capabilities, String>> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("lists contacts", can -> yes(can.listsContacts()));
    ROWS.put("fields read", can -> words(can.readable()));
    ROWS.put("fields changed", can -> words(can.writable()));
    ROWS.put("fields a person has to change", can -> words(byHand(can)));
    ROWS.put("categories it has a place for", can -> words(can.categories()));
    ROWS.put("consent read", can -> words(can.consentReadable()));
    ROWS.put("consent changed", can -> words(can.consentWritable()));
    ROWS.put("consent carries its date", can -> yes(can.datesConsent()));
    ROWS.put("signals it has room for", can -> words(can.signals()));
    ROWS.put("new contacts", can -> yes(can.creates()));
    ROWS.put("tells of changes by webhook", can -> can.webhooks() ? "yes" : "no, polling only");
    ROWS.put(
        "tells of deletions", can -> can.reportsDeletions() ? "yes" : "no, a full pass finds them");
    ROWS.put("two writers at once", can -> guard(can.guard()));
    ROWS.put(
        "e-mail addresses, phone numbers held", can -> can.emailsMax() + ", " + can.phonesMax());
    ROWS.put("longest texts held", can -> lengths(can.lengths()));
    ROWS.put("limits kept", can -> limits(can.limits()));
  }

  private CapabilityTable() {}

  static String of(Capabilities can) {
    return of(Map.of(" ", can));
  }

  /// A column for each, under its heading.
  static String of(Map<String, Capabilities> columns) {
    return line(" ", columns.keySet())
        + line("---", columns.values().stream().map(_ -> "---").toList())
        + ROWS.entrySet().stream()
            .map(row -> line(row.getKey(), columns.values().stream().map(row.getValue()).toList()))
            .collect(Collectors.joining());
  }

  private static String line(String first, Collection<String> others) {
    return "| %s | %s |%n".formatted(first, String.join(" | ", others));
  }

  private static Collection<ContactField> byHand(Capabilities can) {
    return can.readable().stream().filter(field -> !can.writable().contains(field)).toList();
  }

  private static String yes(boolean can) {
    return can ? "yes" : "no";
  }

  private static String words(Collection<? extends Enum<?>> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().sorted().map(CapabilityTable::word).collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String guard(Guard guard) {
    return switch (guard) {
      case VERSION_TAG -> "a write against an older version is refused";
      case READ_COMPARE_WRITE ->
          "no guard: read, compared and written at once; an edit in between is lost to both";
    };
  }

  private static String lengths(Map<ContactField, Integer> lengths) {
    return lengths.isEmpty()
        ? "not known"
        : lengths.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(length -> "%s %d".formatted(word(length.getKey()), length.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String limits(RateLimits limits) {
    return "%s a second, %s a day, %s at once"
        .formatted(
            orAny(limits.perSecond()),
            orAny(limits.perDay()),
            orAny(limits.concurrentPerAccount()));
  }

  private static String orAny(int limit) {
    return limit == 0 ? "any number" : Integer.toString(limit);
  }
}
