package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.contact.FindContacts.Found;
import com.nurturehub.crm.application.contact.FindContacts.Tie;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.domain.link.Presence;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

record ContactNode(
    String id,
    String displayName,
    DetailsNode details,
    List<ConsentNode> consents,
    List<Channel> reachableOn,
    int score,
    boolean hot,
    Optional<Instant> scoredAt,
    ContactStatus status,
    EngagementNode engagement,
    String importSource,
    Instant editedAt,
    Optional<Instant> archivedAt,
    long version,
    List<LinkNode> links) {

  record DetailsNode(
      String title,
      String forename,
      String surname,
      List<String> emails,
      List<String> phones,
      String address,
      List<ContactCategory> categories) {

    static DetailsNode of(ContactDetails details) {
      return new DetailsNode(
          details.name().title(),
          details.name().forename(),
          details.name().surname(),
          details.emails().stream().map(EmailAddress::value).toList(),
          details.phones().stream().map(PhoneNumber::value).toList(),
          details.address().oneLine(),
          details.categories().stream().sorted().toList());
    }
  }

  record ConsentNode(Channel channel, ConsentStatus status, Optional<Instant> recordedAt) {

    static ConsentNode of(Channel channel, Consent consent) {
      return new ConsentNode(channel, consent.status(), happened(consent.recordedAt()));
    }
  }

  record EngagementNode(
      int opened, int clicked, int replied, int booked, Optional<Instant> latestAt) {

    static EngagementNode of(Signals signals) {
      return new EngagementNode(
          signals.count(Engagement.OPENED),
          signals.count(Engagement.CLICKED),
          signals.count(Engagement.REPLIED),
          signals.count(Engagement.BOOKED),
          happened(signals.engagedAt()));
    }
  }

  record LinkNode(
      CrmProvider provider,
      String externalId,
      Presence presence,
      Instant modifiedAt,
      DetailsNode agreed) {

    static LinkNode of(Tie tie) {
      var link = tie.link();
      return new LinkNode(
          tie.provider(),
          link.externalId().value(),
          link.presence(),
          link.modifiedAt(),
          DetailsNode.of(link.base().crm()));
    }
  }

  static ContactNode of(Found found) {
    var contact = found.contact();
    var signals = contact.signals();
    return new ContactNode(
        contact.id().toString(),
        displayName(contact.details()),
        DetailsNode.of(contact.details()),
        Arrays.stream(Channel.values())
            .map(channel -> ConsentNode.of(channel, contact.consents().on(channel)))
            .toList(),
        reachableOn(contact),
        signals.score(),
        signals.hot(),
        happened(signals.scoredAt()),
        signals.status(),
        EngagementNode.of(signals),
        contact.source().value(),
        contact.editedAt(),
        contact.archivedAt(),
        contact.version(),
        found.ties().stream().map(LinkNode::of).toList());
  }

  private static List<Channel> reachableOn(Contact contact) {
    return Arrays.stream(Channel.values()).filter(contact::mayBeContactedOn).toList();
  }

  private static String displayName(ContactDetails details) {
    return Stream.of(
            Stream.of(details.name().full()),
            details.emails().stream().map(EmailAddress::value),
            details.phones().stream().map(PhoneNumber::value))
        .flatMap(names -> names)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// The beginning of time stands for "never".
  private static Optional<Instant> happened(Instant at) {
    return Optional.of(at).filter(instant -> instant.isAfter(Instant.EPOCH));
  }
}
