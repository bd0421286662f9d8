package com.nurturehub.crm.domain.contact;

import java.time.Instant;
import java.util.Optional;

/// Somebody the agency knows, as NurtureHub holds them.
///
/// `editedAt` is the hub's time in a conflict: the last change of a *shared* field. `edition`
/// counts the changes a CRM could have to hear of as an edit (details, consent, archiving; never
/// signals). `version` counts every committed change, and guards against overwriting what somebody
/// just wrote.
public record Contact(
    ContactId id,
    ContactDetails details,
    Consents consents,
    Signals signals,
    ImportSource source,
    Instant editedAt,
    Optional<Instant> archivedAt,
    long edition,
    long version) {

  public static Contact fresh(
      ContactId id, ContactDetails details, Consents consents, ImportSource source, Instant at) {
    return new Contact(id, details, consents, Signals.NONE, source, at, Optional.empty(), 1, 0);
  }

  public ContactVersion asVersion() {
    return new ContactVersion(Side.HUB, details, editedAt);
  }

  /// Whether NurtureHub may write to this person on a channel. Nobody is mailed who denied it, or
  /// who is archived.
  public boolean mayBeContactedOn(Channel channel) {
    return archivedAt.isEmpty() && consents.on(channel).status() == ConsentStatus.GRANTED;
  }

  public Contact edited(ContactDetails changed, Instant at) {
    var later = at.isAfter(editedAt) ? at : editedAt;
    return new Contact(
        id, changed, consents, signals, source, later, archivedAt, edition + 1, version);
  }

  public Contact with(Consents changed) {
    return new Contact(
        id, details, changed, signals, source, editedAt, archivedAt, edition + 1, version);
  }

  public Contact with(Signals changed) {
    return new Contact(
        id, details, consents, changed, source, editedAt, archivedAt, edition, version);
  }

  public Contact archived(Instant at) {
    return archivedAt.isPresent()
        ? this
        : new Contact(
            id,
            details,
            consents,
            signals,
            source,
            editedAt,
            Optional.of(at),
            edition + 1,
            version);
  }

  public Contact unarchived() {
    return new Contact(
        id, details, consents, signals, source, editedAt, Optional.empty(), edition + 1, version);
  }

  public Contact atVersion(long number) {
    return new Contact(
        id, details, consents, signals, source, editedAt, archivedAt, edition, number);
  }
}
