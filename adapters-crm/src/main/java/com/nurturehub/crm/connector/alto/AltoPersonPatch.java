package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoBodies.Operation;
import com.nurturehub.crm.connector.alto.AltoPayloads.Person;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.push.ContactChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What has to be changed about a person at Alto, and what of it cannot be. Names are replaced;
/// numbers and addresses can only be added, and only a few of them.
record AltoPersonPatch(List<Operation> operations, Set<ContactField> declined) {

  AltoPersonPatch {
    operations = List.copyOf(operations);
    declined = Set.copyOf(declined);
  }

  static AltoPersonPatch of(
      ContactChange change,
      Person person,
      AltoMapping mapping,
      AltoBodies bodies,
      Capabilities capabilities) {
    var writing = new Writing(change, bodies);
    writing.names(person);
    if (writing.tells(ContactField.EMAILS)) {
      writing.emails(mapping.emails(person), capabilities.emailsMax());
    }
    if (writing.tells(ContactField.PHONES)) {
      writing.phones(mapping.phones(person), capabilities.phonesMax());
    }
    return new AltoPersonPatch(writing.operations, writing.declined);
  }

  /// Gathers the operations.
  private static final class Writing {

    private final ContactChange change;
    private final AltoBodies bodies;
    private final List<Operation> operations = new ArrayList<>();
    private final Set<ContactField> declined = EnumSet.noneOf(ContactField.class);

    Writing(ContactChange change, AltoBodies bodies) {
      this.change = change;
      this.bodies = bodies;
    }

    boolean tells(ContactField field) {
      return change.content().fields().contains(field);
    }

    void names(Person person) {
      var name = change.details().name();
      name(ContactField.TITLE, "/Title", name.title(), person.title());
      name(ContactField.FORENAME, "/Forename", name.forename(), person.forename());
      if (name.surname().isEmpty()) {
        declineIfTold(ContactField.SURNAME);
      } else {
        name(ContactField.SURNAME, "/Surname", name.surname(), person.surname());
      }
    }

    void emails(List<EmailAddress> there, int most) {
      var added = added(there, change.details().emails(), most - there.size());
      for (var email : added) {
        var value = new LinkedHashMap<String, Object>();
        value.put("Address", email.value());
        operations.add(Operation.add("/EmailAddresses/-", value));
      }
      declineUnless(
          ContactField.EMAILS,
          isComplete(there, added, change.details().emails(), change.contact().details().emails()));
    }

    void phones(List<PhoneNumber> there, int most) {
      var wanted = change.details().phones().stream().filter(AltoBodies::isTaken).toList();
      var added = added(there, wanted, most - there.size());
      for (var phone : added) {
        operations.add(Operation.add("/PhoneNumbers/-", bodies.addedPhone(phone)));
      }
      declineUnless(
          ContactField.PHONES,
          isComplete(there, added, change.details().phones(), change.contact().details().phones()));
    }

    private void name(ContactField field, String path, String wanted, String there) {
      if (tells(field) && !wanted.equals(there)) {
        operations.add(Operation.replace(path, wanted));
      }
    }

    private static <T> List<T> added(Collection<T> there, Collection<T> wanted, int room) {
      return wanted.stream()
          .filter(value -> !there.contains(value))
          .limit(Math.max(0, room))
          .toList();
    }

    /// Whether Alto then has everything it has room for, and nothing that was taken away here.
    private static <T> boolean isComplete(
        Collection<T> there, Collection<T> added, Collection<T> fitting, Collection<T> all) {
      var then = new HashSet<>(there);
      then.addAll(added);
      return then.containsAll(fitting) && all.containsAll(there);
    }

    private void declineIfTold(ContactField field) {
      if (tells(field)) {
        declined.add(field);
      }
    }

    private void declineUnless(ContactField field, boolean complete) {
      if (!complete) {
        declined.add(field);
      }
    }
  }

  /// Whether there is nothing to be sent.
  boolean isEmpty() {
    return operations.isEmpty();
  }

  static Map<String, Object> newPerson(ContactChange.Create change) {
    var details = change.details();
    var person = new LinkedHashMap<String, Object>();
    if (!details.name().title().isEmpty()) {
      person.put("title", details.name().title());
    }
    if (!details.name().forename().isEmpty()) {
      person.put("forename", details.name().forename());
    }
    person.put("surname", details.name().surname());
    person.put(
        "phoneNumbers",
        details.phones().stream().filter(AltoBodies::isTaken).map(AltoBodies::newPhone).toList());
    person.put(
        "emailAddresses",
        details.emails().stream().map(email -> Map.of("address", email.value())).toList());
    return person;
  }
}
