package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.List;

/// A field's value as text in which order does not count.
final class Normal {

  private Normal() {}

  static String of(ContactField field, ContactDetails details) {
    return switch (field) {
      case TITLE, FORENAME, SURNAME -> field.show(details);
      case EMAILS -> sorted(details.emails());
      case PHONES -> sorted(details.phones());
      case ADDRESS -> String.join("\u0001", details.address().parts());
      case CATEGORIES -> sorted(List.copyOf(details.categories()));
    };
  }

  private static String sorted(List<?> values) {
    return String.join("\u0001", values.stream().map(Object::toString).sorted().toList());
  }
}
