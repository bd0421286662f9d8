package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.Instant;
import java.util.Optional;

/// Our id and a CRM's id of the same person, with the base.
///
/// `seen` and `seenEdition` are the CRM's version and the hub's edition that were last compared.
/// While neither has moved there is nothing to do, also when a push is still on its way, so no
/// conflict is ever decided twice; a CRM's version whose details were compared before is not
/// disputed again, whatever else of it changed. `modifiedAt` is the CRM's own stamp, `tag` its mark
/// of that version. `attempt` is what we began to tell the CRM and do not know the outcome of.
public record ContactLink(
    ContactId contact,
    ConnectionId connection,
    ExternalId externalId,
    Base base,
    ConsentBase consents,
    Fingerprint seen,
    long seenEdition,
    Instant modifiedAt,
    Optional<String> tag,
    Optional<String> household,
    Presence presence,
    Told told,
    Optional<Attempt> attempt) {

  /// A link nothing is on its way to.
  public ContactLink(
      ContactId contact,
      ConnectionId connection,
      ExternalId externalId,
      Base base,
      ConsentBase consents,
      Fingerprint seen,
      long seenEdition,
      Instant modifiedAt,
      Optional<String> tag,
      Optional<String> household,
      Presence presence,
      Told told) {
    this(
        contact,
        connection,
        externalId,
        base,
        consents,
        seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        Optional.empty());
  }

  /// The same record of the CRM's, known as somebody else here; it is compared anew.
  public ContactLink of(ContactId other) {
    return new ContactLink(
        other,
        connection,
        externalId,
        base,
        consents,
        Fingerprint.NONE,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        attempt);
  }

  /// Whether this version of the CRM's, against this version of ours, was already dealt with.
  public boolean hasSettled(Fingerprint theirs, long hubEdition) {
    return seen.equals(theirs) && seenEdition == hubEdition;
  }

  /// Whether somebody changed the record again in the very moment whose stamp we saw: a CRM that
  /// writes whole seconds shows the same stamp under another tag.
  public boolean hasMovedUnderItsStamp(CrmContact theirs) {
    return tag.isPresent() && !tag.equals(theirs.tag()) && modifiedAt.equals(theirs.modifiedAt());
  }

  public ContactLink with(Base agreed) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        agreed,
        consents,
        seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        attempt);
  }

  public ContactLink with(ConsentBase agreed) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        agreed,
        seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        attempt);
  }

  /// What is gone is compared anew, should it come back as it was.
  public ContactLink with(Presence now) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        consents,
        now == Presence.GONE ? Fingerprint.NONE : seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        now,
        told,
        attempt);
  }

  /// This link after a version of the CRM's was compared with a version of ours.
  public ContactLink saw(CrmContact theirs, long hubEdition) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        consents,
        Fingerprint.of(theirs),
        hubEdition,
        theirs.modifiedAt(),
        theirs.tag(),
        theirs.household(),
        theirs.archived() ? Presence.ARCHIVED : Presence.LIVE,
        told,
        attempt);
  }

  /// Forgets what was compared last, so that the next look compares anew.
  public ContactLink unsettled() {
    return seen(Fingerprint.NONE);
  }

  /// Forgets what was compared last but for the details, so that the next look compares anew and
  /// disputes nothing it disputed before.
  public ContactLink unsettledButForDetails() {
    return seen(seen.ofDetailsAlone());
  }

  private ContactLink seen(Fingerprint theirs) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        consents,
        theirs,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        attempt);
  }

  public ContactLink with(Told now) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        consents,
        seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        now,
        attempt);
  }

  /// Before we tell the CRM something, whatever became of what was attempted earlier.
  public ContactLink attempting(Attempt now) {
    return attempted(Optional.of(attempt.map(now::and).orElse(now)));
  }

  /// What was attempted has landed, or never will.
  public ContactLink attemptingNothing() {
    return attempted(Optional.empty());
  }

  private ContactLink attempted(Optional<Attempt> now) {
    return new ContactLink(
        contact,
        connection,
        externalId,
        base,
        consents,
        seen,
        seenEdition,
        modifiedAt,
        tag,
        household,
        presence,
        told,
        now);
  }
}
