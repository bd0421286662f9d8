package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Match.Ground;
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
  record Match(ContactId contact, Ground ground) implements Matching {}

  /// Nobody we know.
  record Nobody() implements Matching {}

  /// Several it could be.
  record Several(Set<ContactId> contacts, String reason) implements Matching {}

  /// Candidates are contacts of the same agency that this connection does not link yet.
  static Matching of(CrmContact theirs, Collection<Contact> candidates) {
    if (theirs.reference().isPresent()) {
      var referenced = theirs.reference().get();
      if (candidates.stream().anyMatch(c -> c.id().equals(referenced))) {
        return new Match(referenced, Ground.OUR_REFERENCE);
      }
    }
    var byEmail = having(candidates, c -> sharesEmail(c.details(), theirs.details()));
    if (!byEmail.isEmpty()) {
      return matching(byEmail, Ground.EMAIL);
    }
    var byPhone = having(candidates, c -> sharesPhoneAndSurname(c.details(), theirs.details()));
    return byPhone.isEmpty() ? new Nobody() : matching(byPhone, Ground.PHONE_AND_SURNAME);
  }

  private static Matching matching(List<Contact> found, Ground ground) {
    return found.size() == 1
        ? new Match(found.getFirst().id(), ground)
        : new Several(
            Set.copyOf(found.stream().map(Contact::id).toList()),
            "%s That is true of %d contacts.".formatted(ground.sentence(), found.size()));
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
