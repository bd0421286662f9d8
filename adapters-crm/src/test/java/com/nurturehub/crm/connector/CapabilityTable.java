package com.nurturehub.crm.connector;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a CRM can do, as the table that stands in its page under `docs/crms`.
public final class CapabilityTable {

  private CapabilityTable() {}

  public static String of(Capabilities can) {
    return String.join(
        "\n",
        "| | |",
        "| --- | --- |",
        row("lists contacts", yes(can.listsContacts())),
        row("fields read", named(can.readable())),
        row("fields written", named(can.writable())),
        row("consent read", named(can.consentReadable())),
        row("consent written", named(can.consentWritable())),
        row("consent carries its date", yes(can.datesConsent())),
        row("categories it has a place for", named(can.categories())),
        row("signals it has room for", named(can.signals())),
        row("creates contacts", yes(can.creates())),
        row("reports deletions", yes(can.reportsDeletions())),
        row("tells by webhook", yes(can.webhooks())),
        row("protects a record from two writers", guard(can.guard())),
        row("e-mail addresses, phone numbers held", can.emailsMax() + ", " + can.phonesMax()),
        row("limits we keep", limits(can.limits())));
  }

  private static String row(String what, String value) {
    return "| %s | %s |".formatted(what, value);
  }

  private static String yes(boolean can) {
    return can ? "yes" : "no";
  }

  private static String named(Collection<? extends Enum<?>> values) {
    return values.isEmpty()
        ? "none"
        : values.stream()
            .sorted()
            .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
  }

  private static String guard(Guard guard) {
    return switch (guard) {
      case VERSION_TAG -> "yes, by a version tag";
      case READ_COMPARE_WRITE -> "no: read, compare, write";
    };
  }

  private static String limits(RateLimits limits) {
    return "%s a second, %s a day, %s at once"
        .formatted(
            orNone(limits.perSecond()),
            orNone(limits.perDay()),
            orNone(limits.concurrentPerAccount()));
  }

  private static String orNone(int limit) {
    return limit == 0 ? "any number" : Integer.toString(limit);
  }
}
