package com.nurturehub.crm.domain.contact;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A field that people edit on both sides, and so the unit of comparison. Consent and signals are
/// not among them: they have rules of their own.
public enum ContactField {
  TITLE(d -> d.name().title(), d -> d.name().title()),
  FORENAME(d -> d.name().forename(), d -> d.name().forename()),
  SURNAME(d -> d.name().surname(), d -> d.name().surname()),
  EMAILS(d -> Set.copyOf(d.emails()), d -> joined(d.emails())),
  PHONES(d -> Set.copyOf(d.phones()), d -> joined(d.phones())),
  ADDRESS(ContactDetails::address, d -> d.address().oneLine()),
  CATEGORIES(ContactDetails::categories, d -> joined(d.categories().stream().sorted().toList()));

  private final Function<ContactDetails, Object> normal;
  private final Function<ContactDetails, String> words;

  ContactField(Function<ContactDetails, Object> normal, Function<ContactDetails, String> words) {
    this.normal = normal;
    this.words = words;
  }

  /// Compared in normal form: a list in another order is the same list.
  boolean isSame(ContactDetails one, ContactDetails other) {
    return normal.apply(one).equals(normal.apply(other));
  }

  public boolean isEmptyIn(ContactDetails details) {
    return words.apply(details).isEmpty();
  }

  /// The value in words, for people.
  public String show(ContactDetails details) {
    return words.apply(details);
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
