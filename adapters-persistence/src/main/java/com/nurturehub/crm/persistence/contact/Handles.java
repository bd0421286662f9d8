package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody can be recognised by. An e-mail address has an `@` and a number that can be
/// dialled has none, so the two share one column.
final class Handles {

  private Handles() {}

  static Set<String> of(ContactDetails details) {
    return Stream.concat(
            details.emails().stream().map(EmailAddress::value),
            details.phones().stream().filter(PhoneNumber::isDiallable).map(PhoneNumber::value))
        .collect(Collectors.toUnmodifiableSet());
  }
}
