package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.v1.Channel;
import com.nurturehub.crm.v1.Consent;
import com.nurturehub.crm.v1.ConsentStatus;
import com.nurturehub.crm.v1.Contact;
import com.nurturehub.crm.v1.ContactCategory;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ContactEvent;
import com.nurturehub.crm.v1.ContactLink;
import com.nurturehub.crm.v1.ContactStatus;
import com.nurturehub.crm.v1.Engagement;
import com.nurturehub.crm.v1.PostalAddress;
import java.time.Instant;
import java.util.List;

/// Contacts on the wire.
final class ContactMessages {

  private ContactMessages() {}

  static Contact contact(FindContacts.Found found) {
    return contact(found.contact()).toBuilder().addAllLinks(links(found.ties())).build();
  }

  static Contact contact(com.nurturehub.crm.domain.contact.Contact contact) {
    var message =
        Contact.newBuilder()
            .setId(contact.id().toString())
            .setDetails(details(contact.details()))
            .addAllConsents(consents(contact.consents()))
            .setEngagement(engagement(contact.signals()))
            .setImportSource(contact.source().value())
            .setEditedAt(Times.toWire(contact.editedAt()))
            .setVersion(contact.version());
    contact.archivedAt().map(Times::toWire).ifPresent(message::setArchivedAt);
    return message.build();
  }

  static ContactEvent event(CommittedChange change) {
    var message =
        ContactEvent.newBuilder()
            .setContactId(change.contact().toString())
            .setKind(Words.toWire(ContactEvent.Kind.class, "KIND_", change.kind()))
            .setCommitTime(Times.toWire(change.at()));
    change.optedOut().stream().sorted().map(ContactMessages::channel).forEach(message::addOptedOut);
    change.now().map(ContactMessages::contact).ifPresent(message::setContact);
    change.mergedInto().map(Object::toString).ifPresent(message::setMergedInto);
    return message.build();
  }

  static ContactDetails details(com.nurturehub.crm.domain.contact.ContactDetails details) {
    var message =
        ContactDetails.newBuilder()
            .setTitle(details.name().title())
            .setForename(details.name().forename())
            .setSurname(details.name().surname());
    details.emails().forEach(email -> message.addEmails(email.value()));
    details.phones().forEach(phone -> message.addPhones(phone.value()));
    if (!details.address().parts().stream().allMatch(String::isEmpty)) {
      message.setAddress(address(details.address()));
    }
    details.categories().stream()
        .sorted()
        .map(c -> Words.toWire(ContactCategory.class, "CONTACT_CATEGORY_", c))
        .forEach(message::addCategories);
    return message.build();
  }

  private static PostalAddress address(com.nurturehub.crm.domain.contact.PostalAddress address) {
    return PostalAddress.newBuilder()
        .setBuildingName(address.buildingName())
        .setBuildingNumber(address.buildingNumber())
        .setLine1(address.line1())
        .setLine2(address.line2())
        .setLine3(address.line3())
        .setLine4(address.line4())
        .setPostcode(address.postcode())
        .setCountry(address.country())
        .build();
  }

  private static List<Consent> consents(Consents consents) {
    return consents.byChannel().entrySet().stream()
        .map(entry -> consent(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Consent consent(
      com.nurturehub.crm.domain.contact.Channel channel,
      com.nurturehub.crm.domain.contact.Consent consent) {
    var message =
        Consent.newBuilder()
            .setChannel(channel(channel))
            .setStatus(Words.toWire(ConsentStatus.class, "CONSENT_STATUS_", consent.status()));
    if (hasHappened(consent.recordedAt())) {
      message.setRecordedAt(Times.toWire(consent.recordedAt()));
    }
    return message.build();
  }

  static Channel channel(com.nurturehub.crm.domain.contact.Channel channel) {
    return Words.toWire(Channel.class, "CHANNEL_", channel);
  }

  private static Engagement engagement(Signals signals) {
    var message =
        Engagement.newBuilder()
            .setScore(signals.score())
            .setHot(signals.hot())
            .setStatus(Words.toWire(ContactStatus.class, "CONTACT_STATUS_", signals.status()))
            .setOpened(signals.count(Signal.Engagement.OPENED))
            .setClicked(signals.count(Signal.Engagement.CLICKED))
            .setReplied(signals.count(Signal.Engagement.REPLIED))
            .setBooked(signals.count(Signal.Engagement.BOOKED));
    if (hasHappened(signals.scoredAt())) {
      message.setScoredAt(Times.toWire(signals.scoredAt()));
    }
    if (hasHappened(signals.statusAt())) {
      message.setStatusAt(Times.toWire(signals.statusAt()));
    }
    if (hasHappened(signals.engagedAt())) {
      message.setEngagedAt(Times.toWire(signals.engagedAt()));
    }
    return message.build();
  }

  /// The beginning of time stands for "never".
  private static boolean hasHappened(Instant at) {
    return at.isAfter(Instant.EPOCH);
  }

  private static List<ContactLink> links(List<FindContacts.Tie> ties) {
    return ties.stream().map(ContactMessages::link).toList();
  }

  private static ContactLink link(FindContacts.Tie tie) {
    return ContactLink.newBuilder()
        .setProvider(Words.toWire(tie.provider()))
        .setExternalId(tie.link().externalId().value())
        .setPresence(Words.toWire(ContactLink.Presence.class, "PRESENCE_", tie.link().presence()))
        .setModifiedAt(Times.toWire(tie.link().modifiedAt()))
        .build();
  }
}
