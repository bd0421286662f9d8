package com.nurturehub.crm.connector;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a CRM can do, as its page under `docs/crms` says it; written from the capabilities, so that
/// the page cannot promise something else.
public final class CapabilitiesPage {

  public static final String START = "<!-- written from the capabilities -->";
  public static final String END = "<!-- until here -->";

  private CapabilitiesPage() {}

  public static String of(Capabilities can) {
    return """
    %s
    | | |
    | --- | --- |
    | read | %s |
    | change | %s |
    | for a person to change | %s |
    | categories with a place | %s |
    | consent read | %s%s |
    | consent changed | %s |
    | signals | %s |
    | new contacts | %s |
    | kept at most | %s; %d e-mail addresses, %d phone numbers |
    | two writers at once | %s |
    | tells of changes | %s |
    | tells of deletions | %s |
    %s\
    """
        .formatted(
            START,
            words(can.readable()),
            words(can.writable()),
            words(
                can.readable().stream().filter(field -> !can.writable().contains(field)).toList()),
            words(can.categories()),
            words(can.consentReadable()),
            can.datesConsent() ? ", dated" : ", undated",
            words(can.consentWritable()),
            words(can.signals()),
            yes(can.creates()),
            can.lengths().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(length -> "%s %d letters".formatted(word(length.getKey()), length.getValue()))
                .collect(Collectors.joining(", ")),
            can.emailsMax(),
            can.phonesMax(),
            guard(can.guard()),
            can.webhooks() ? "yes" : "no, polling only",
            can.reportsDeletions() ? "yes" : "no, a full pass finds them",
            END);
  }

  private static String guard(Guard guard) {
    return switch (guard) {
      case VERSION_TAG -> "a write against an older version is refused";
      case READ_COMPARE_WRITE ->
          "no guard: read, compared and written at once; an edit in between is lost to both";
    };
  }

  private static String yes(boolean able) {
    return able ? "yes" : "no";
  }

  private static String words(Collection<? extends Enum<?>> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().sorted().map(CapabilitiesPage::word).collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
