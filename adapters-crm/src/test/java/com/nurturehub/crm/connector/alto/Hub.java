package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Somebody at NurtureHub who is to be told to Alto; `with`-like methods change one thing.
record Hub(AtAlto alto, Contact contact, Optional<CrmContact> compared, PushContent content) {

  private static final ContactId ID =
      new ContactId(UUID.fromString("00000000-0000-0000-0000-0000000000ad"));
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  /// Whom both know, and agree on.
  static Hub knows(AtAlto alto, String person) {
    var seen = alto.look(person);
    return new Hub(alto, contact(seen.details()), Optional.of(seen), PushContent.NOTHING);
  }

  /// Whom Alto does not know.
  static Hub newcomer(AtAlto alto, ContactDetails details) {
    return new Hub(
        alto,
        contact(details),
        Optional.empty(),
        new PushContent(alto.application.capabilities().writable(), Set.of(), Set.of(), Set.of()));
  }

  private static Contact contact(ContactDetails details) {
    return Contact.fresh(ID, details, Consents.UNASKED, ImportSource.MANUAL, AT);
  }

  Hub named(String title, String forename, String surname) {
    return edited(
        details(
            new PersonName(title, forename, surname),
            contact.details().emails(),
            contact.details().phones()),
        ContactField.TITLE,
        ContactField.FORENAME,
        ContactField.SURNAME);
  }

  Hub reachedAt(String... emails) {
    return edited(
        details(
            contact.details().name(),
            List.of(emails).stream().map(EmailAddress::new).toList(),
            contact.details().phones()),
        ContactField.EMAILS);
  }

  Hub calledOn(String... phones) {
    return edited(
        details(
            contact.details().name(),
            contact.details().emails(),
            List.of(phones).stream().map(PhoneNumber::new).toList()),
        ContactField.PHONES);
  }

  Hub saying(ConsentStatus status) {
    var consents = contact.consents().with(Channel.EMAIL, new Consent(status, AT));
    return new Hub(
        alto,
        contact.with(consents),
        compared,
        content.and(new PushContent(Set.of(), Set.of(), Set.of(Channel.EMAIL), Set.of())));
  }

  Hub scored(int score, boolean hot) {
    var signals = contact.signals().with(new Signal.ScoreChanged(score, hot, AT));
    return new Hub(
        alto,
        contact.with(signals),
        compared,
        content.and(PushContent.of(Set.of(SignalKind.SCORE))));
  }

  ContactChange.Update update() {
    var seen = compared.orElseThrow();
    return new ContactChange.Update(
        contact,
        alto.application.capabilities().fit(contact.details()),
        content,
        seen.id(),
        seen.tag(),
        Fingerprint.of(seen));
  }

  ContactChange.Create create(Map<String, String> defaults, boolean uncertain) {
    return new ContactChange.Create(
        contact,
        alto.application.capabilities().fit(contact.details()),
        content,
        defaults,
        uncertain);
  }

  private ContactDetails details(
      PersonName name, List<EmailAddress> emails, List<PhoneNumber> phones) {
    return new ContactDetails(
        name, emails, phones, contact.details().address(), contact.details().categories());
  }

  private Hub edited(ContactDetails details, ContactField... fields) {
    var named = EnumSet.noneOf(ContactField.class);
    named.addAll(List.of(fields));
    return new Hub(
        alto,
        contact.edited(details, AT),
        compared,
        content.and(new PushContent(named, Set.of(), Set.of(), Set.of())));
  }
}
