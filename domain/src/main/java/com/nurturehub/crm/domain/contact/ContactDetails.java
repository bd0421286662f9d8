package com.nurturehub.crm.domain.contact;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The shared fields of a contact. The first e-mail and the first phone are the preferred ones; all
/// are kept.
public record ContactDetails(
    PersonName name,
    List<EmailAddress> emails,
    List<PhoneNumber> phones,
    PostalAddress address,
    Set<ContactCategory> categories) {

  public static final ContactDetails NONE =
      new ContactDetails(PersonName.NONE, List.of(), List.of(), PostalAddress.NONE, Set.of());

  /// More e-mail addresses, or more phone numbers, nobody has.
  public static final int VALUES_MAX = 50;

  public ContactDetails {
    emails = List.copyOf(new LinkedHashSet<>(emails));
    phones = List.copyOf(new LinkedHashSet<>(phones));
    categories = Set.copyOf(categories);
    if (emails.size() > VALUES_MAX || phones.size() > VALUES_MAX) {
      throw new IllegalArgumentException("more than 50 e-mail addresses or phone numbers");
    }
  }

  /// The fields in which the two differ, compared in normal form.
  public Set<ContactField> differencesFrom(ContactDetails other) {
    var differing = EnumSet.noneOf(ContactField.class);
    for (var field : ContactField.values()) {
      if (!field.isSame(this, other)) {
        differing.add(field);
      }
    }
    return differing;
  }

  /// This, with the named fields as `other` has them.
  public ContactDetails take(Collection<ContactField> fields, ContactDetails other) {
    if (fields.isEmpty()) {
      return this;
    }
    return new ContactDetails(
        new PersonName(
            pick(fields, ContactField.TITLE, other).name().title(),
            pick(fields, ContactField.FORENAME, other).name().forename(),
            pick(fields, ContactField.SURNAME, other).name().surname()),
        pick(fields, ContactField.EMAILS, other).emails(),
        pick(fields, ContactField.PHONES, other).phones(),
        pick(fields, ContactField.ADDRESS, other).address(),
        pick(fields, ContactField.CATEGORIES, other).categories());
  }

  private ContactDetails pick(
      Collection<ContactField> fields, ContactField field, ContactDetails other) {
    return fields.contains(field) ? other : this;
  }
}
