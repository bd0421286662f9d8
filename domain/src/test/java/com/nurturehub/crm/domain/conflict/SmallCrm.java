package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One record at a CRM with habits of its own.
final class SmallCrm {

  /// How a CRM differs from the next one.
  enum Kind {
    /// Spells names with capitals, dates consent, refuses a write against an older version.
    CAREFUL,
    /// Spells names in small letters and keeps six of them, takes no e-mail address, keeps one,
    /// dates nothing, and knows no versions.
    CARELESS
  }

  private static final int LETTERS = 6;

  final Kind kind;
  final ConnectionId connection;
  final Duration clockAhead;
  private final boolean wholeSeconds;
  ContactDetails details;
  ConsentStatus consent = ConsentStatus.UNKNOWN;
  private Optional<Instant> consentAt = Optional.empty();
  private Instant stamp;
  private int version = 1;

  /// When a person last changed anything of the record, in true time.
  Instant touchedAt;

  int writes;

  SmallCrm(
      Kind kind, ContactDetails start, Instant now, Duration clockAhead, boolean wholeSeconds) {
    this.kind = kind;
    this.connection = new ConnectionId(new UUID(0, kind.name().length()));
    this.clockAhead = clockAhead;
    this.wholeSeconds = wholeSeconds;
    this.details = spelled(capabilities().fit(start));
    this.touchedAt = now;
    this.stamp = stamped(now);
  }

  Capabilities capabilities() {
    return switch (kind) {
      case CAREFUL -> Crm.able().capabilities();
      case CARELESS ->
          Crm.able()
              .keepingLetters(ContactField.SURNAME, LETTERS)
              .keepingEmails(1)
              .notWriting(ContactField.EMAILS)
              .capabilities();
    };
  }

  boolean isGuarded() {
    return kind == Kind.CAREFUL;
  }

  boolean datesConsent() {
    return kind == Kind.CAREFUL;
  }

  private Instant stamped(Instant now) {
    var theirs = now.plus(clockAhead);
    return wholeSeconds ? theirs.truncatedTo(ChronoUnit.SECONDS) : theirs;
  }

  private ContactDetails spelled(ContactDetails sent) {
    var surname = sent.name().surname();
    var spelled =
        switch (kind) {
          case CAREFUL -> withCapitals(surname);
          case CARELESS -> surname.toLowerCase(Locale.ROOT);
        };
    return new ContactDetails(
        new PersonName(sent.name().title(), sent.name().forename(), spelled),
        sent.emails(),
        sent.phones(),
        sent.address(),
        sent.categories());
  }

  private static String withCapitals(String name) {
    var text = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (var i = 0; i < text.length(); i++) {
      if (i == 0 || !Character.isLetter(text.charAt(i - 1))) {
        text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return text.toString();
  }

  /// A person edits; what the record has no room for they cannot type. False when nothing changed.
  boolean edit(ContactField field, ContactDetails typed, Instant now) {
    var next = details.take(Set.of(field), capabilities().fit(typed));
    if (next.equals(details)) {
      return false;
    }
    details = next;
    touched(now);
    return true;
  }

  void consent(ConsentStatus status, Instant now) {
    consent = status;
    consentAt = datesConsent() ? Optional.of(now.plus(clockAhead)) : Optional.empty();
    touched(now);
  }

  private void touched(Instant now) {
    touchedAt = now;
    moved(now);
  }

  private void moved(Instant now) {
    stamp = stamped(now);
    version++;
  }

  /// We write.
  void write(
      Set<ContactField> fields, ContactDetails sent, Optional<ConsentStatus> told, Instant now) {
    details = details.take(fields, spelled(sent));
    told.ifPresent(status -> {
      consent = status;
      consentAt = datesConsent() ? Optional.of(now.plus(clockAhead)) : Optional.empty();
    });
    moved(now);
    writes++;
  }

  CrmContact shown() {
    return new CrmContact(
        new ExternalId("X1"),
        details,
        Map.of(Channel.EMAIL, new Claim(consent, consentAt)),
        stamp,
        false,
        Optional.of("v" + version),
        Optional.empty(),
        Optional.empty());
  }
}
