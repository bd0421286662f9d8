package com.nurturehub.crm.testkit;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Somebody to test with; `with`-like methods change one thing.
public record Person(ContactDetails details, Map<Channel, Claim> claims) {

  public static Person ada() {
    return new Person(
        new ContactDetails(
            new PersonName("Ms", "Ada", "Byron"),
            List.of(new EmailAddress("ada@example.com")),
            List.of(new PhoneNumber("+441865522111")),
            new PostalAddress("", "12", "St James's Square", "", "London", "", "SW1Y 4JH", "GB"),
            Set.of(ContactCategory.SELLER)),
        Map.of());
  }

  public static Person grace() {
    return new Person(
        new ContactDetails(
            new PersonName("Dr", "Grace", "Hopper"),
            List.of(new EmailAddress("grace@example.com")),
            List.of(new PhoneNumber("+442079460018")),
            PostalAddress.NONE,
            Set.of(ContactCategory.BUYER)),
        Map.of());
  }

  public Person titled(String title) {
    return named(title, details.name().forename(), details.name().surname());
  }

  public Person forenamed(String forename) {
    return named(details.name().title(), forename, details.name().surname());
  }

  public Person surnamed(String surname) {
    return named(details.name().title(), details.name().forename(), surname);
  }

  private Person named(String title, String forename, String surname) {
    return with(
        new ContactDetails(
            new PersonName(title, forename, surname),
            details.emails(),
            details.phones(),
            details.address(),
            details.categories()));
  }

  public Person at(String... emails) {
    return with(
        new ContactDetails(
            details.name(),
            List.of(emails).stream().map(EmailAddress::new).toList(),
            details.phones(),
            details.address(),
            details.categories()));
  }

  public Person on(String... phones) {
    return with(
        new ContactDetails(
            details.name(),
            details.emails(),
            List.of(phones).stream().map(PhoneNumber::new).toList(),
            details.address(),
            details.categories()));
  }

  public Person living(String line1, String postcode) {
    return with(
        new ContactDetails(
            details.name(),
            details.emails(),
            details.phones(),
            new PostalAddress("", "", line1, "", "", "", postcode, "GB"),
            details.categories()));
  }

  public Person being(ContactCategory... categories) {
    return with(
        new ContactDetails(
            details.name(),
            details.emails(),
            details.phones(),
            details.address(),
            Set.copyOf(List.of(categories))));
  }

  private Person with(ContactDetails changed) {
    return new Person(changed, claims);
  }

  /// Said something about a channel, at a time the CRM keeps.
  public Person saying(Channel channel, ConsentStatus status, Instant recordedAt) {
    return saying(channel, new Claim(status, Optional.of(recordedAt)));
  }

  /// Said something about a channel, and the CRM keeps no time of it.
  public Person saying(Channel channel, ConsentStatus status) {
    return saying(channel, new Claim(status, Optional.empty()));
  }

  private Person saying(Channel channel, Claim claim) {
    var all = new EnumMap<Channel, Claim>(Channel.class);
    all.putAll(claims);
    all.put(channel, claim);
    return new Person(details, all);
  }

  /// As NurtureHub holds them, last edited at a time.
  public Contact inHub(Instant editedAt) {
    var consents = Consents.UNASKED;
    for (var claim : claims.entrySet()) {
      var recordedAt = claim.getValue().recordedAt().orElseThrow();
      consents = consents.with(claim.getKey(), new Consent(claim.getValue().status(), recordedAt));
    }
    return Contact.fresh(id(), details, consents, ImportSource.MANUAL, editedAt);
  }

  /// As a CRM shows them, stamped with a time.
  public CrmContact inCrm(Instant modifiedAt) {
    return inCrm(modifiedAt, Optional.empty());
  }

  /// The same in a CRM that carries our reference to somebody.
  public CrmContact inCrmFor(ContactId reference, Instant modifiedAt) {
    return inCrm(modifiedAt, Optional.of(reference));
  }

  private CrmContact inCrm(Instant modifiedAt, Optional<ContactId> reference) {
    return new CrmContact(
        externalId(),
        details,
        claims,
        modifiedAt,
        false,
        Optional.of("\"" + modifiedAt + "\""),
        reference,
        Optional.empty());
  }

  public CrmContact archivedInCrm(Instant modifiedAt) {
    return new CrmContact(
        externalId(),
        details,
        claims,
        modifiedAt,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Everybody with this forename's first letter is the same person.
  public ContactId id() {
    return new ContactId(UUID.nameUUIDFromBytes(initial().getBytes(StandardCharsets.UTF_8)));
  }

  public ExternalId externalId() {
    return new ExternalId("OXF" + initial());
  }

  private String initial() {
    var forename = details.name().forename();
    return forename.isEmpty() ? "-" : forename.substring(0, 1);
  }
}
