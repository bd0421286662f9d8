package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.link.CrmContact;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Which of our contacts an unlinked CRM contact is: by the reference we left in the CRM, else by
/// e-mail, else by phone and surname. An e-mail address only proposes; several candidates are a
/// question for a person.
public sealed interface Matching {

  /// Exactly one candidate, and why.
  record Match(ContactId contact, String reason) implements Matching {}

  /// Nobody we know.
  record Nobody() implements Matching {}

  /// Several it could be.
  record Several(Set<ContactId> contacts, String reason) implements Matching {}

  /// Candidates are contacts of the same agency that this connection does not link yet.
  static Matching of(CrmContact theirs, Collection<Contact> candidates) {
    if (theirs.reference().isPresent()) {
      var referenced = theirs.reference().get();
      if (candidates.stream().anyMatch(c -> c.id().equals(referenced))) {
        return new Match(referenced, "The CRM holds our reference to this contact.");
      }
    }
    var byEmail = having(candidates, c -> sharesEmail(c.details(), theirs.details()));
    if (!byEmail.isEmpty()) {
      return matching(byEmail, "The e-mail address is the same.");
    }
    var byPhone = having(candidates, c -> sharesPhoneAndSurname(c.details(), theirs.details()));
    return byPhone.isEmpty()
        ? new Nobody()
        : matching(byPhone, "A phone number and the surname are the same.");
  }

  private static Matching matching(List<Contact> found, String reason) {
    return found.size() == 1
        ? new Match(found.getFirst().id(), reason)
        : new Several(
            Set.copyOf(found.stream().map(Contact::id).toList()),
            "%s That is true of %d contacts.".formatted(reason, found.size()));
  }

  private static List<Contact> having(Collection<Contact> candidates, Predicate<Contact> claim) {
    return candidates.stream().filter(claim).toList();
  }

  private static boolean sharesEmail(ContactDetails one, ContactDetails other) {
    return !Collections.disjoint(one.emails(), other.emails());
  }

  private static boolean sharesPhoneAndSurname(ContactDetails one, ContactDetails other) {
    return !surname(one).isEmpty()
        && surname(one).equals(surname(other))
        && one.phones().stream()
            .filter(PhoneNumber::isDiallable)
            .anyMatch(other.phones()::contains);
  }

  private static String surname(ContactDetails details) {
    return details.name().surname().toLowerCase(Locale.ROOT);
  }
}
