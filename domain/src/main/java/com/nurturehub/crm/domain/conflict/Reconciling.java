package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ContactVersion;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The conflict rule. Base, hub and CRM are compared field by field:
///
/// | CRM against base | hub against base | outcome |
/// | --- | --- | --- |
/// | same | same | nothing |
/// | changed | same | take what changed |
/// | same | changed | push what changed |
/// | changed | changed, to the same | agreed |
/// | changed | changed, and they differ | conflict: the policy decides over the record |
public record Reconciling(Terms terms) {

  /// Somebody the CRM knows and we do not.
  public Reconciled arrive(
      ContactId id, ConnectionId connection, ImportSource source, CrmContact theirs) {
    var at = terms.ours(theirs.modifiedAt());
    var unread = new ConsentBase(Map.of(), Instant.EPOCH, Instant.EPOCH);
    var consents = new ConsentComparison(terms, theirs, unread, false).arriving();
    var arrived =
        Contact.fresh(id, theirs.details(), consents.contact(Consents.UNASKED), source, at);
    var contact = theirs.archived() ? arrived.archived(at) : arrived;
    var base = new Base(theirs.details(), theirs.details());
    return new Outcome(contact, unlinked(id, connection, theirs, base), theirs).with(consents);
  }

  /// Somebody both know, compared for the first time: a value only one side has fills in on the
  /// other, and if values differ the policy decides over the record.
  public Reconciled match(Contact ours, ConnectionId connection, CrmContact theirs) {
    var comparison = DetailsComparison.first(terms, ours.details(), theirs.details());
    var unread = new ConsentBase(Map.of(), Instant.EPOCH, Instant.EPOCH);
    var consents = new ConsentComparison(terms, theirs, unread, false).matching(ours.consents());
    var link =
        unlinked(ours.id(), connection, theirs, new Base(theirs.details(), theirs.details()));
    return conclude(ours, link, theirs, comparison, consents, true);
  }

  /// Somebody both know, compared with what they last agreed on.
  public Reconciled reconcile(Contact ours, ContactLink known, CrmContact theirs) {
    var link = afterAttempt(known, theirs);
    var decided = link.seen().showsSameDetailsAs(Fingerprint.of(theirs));
    var comparison =
        DetailsComparison.since(terms, link.base(), ours.details(), theirs.details(), decided);
    var consents =
        new ConsentComparison(terms, theirs, link.consents(), link.hasMovedUnderItsStamp(theirs))
            .comparing(ours.consents());
    return conclude(ours, link, theirs, comparison, consents, false);
  }

  /// Our own write is no edit of anybody's, also where its answer was lost.
  private ContactLink afterAttempt(ContactLink link, CrmContact theirs) {
    return link.attempt().isEmpty()
        ? link
        : WriteBack.of(link.attempt().get())
            .recognised(link, theirs)
            .orElse(link.attempt().get().isOver(terms.askedAt()) ? link.attemptingNothing() : link);
  }

  private Reconciled conclude(
      Contact ours,
      ContactLink link,
      CrmContact theirs,
      DetailsComparison comparison,
      ConsentComparison.Result consents,
      boolean firstMatch) {
    var crmAt = terms.ours(theirs.modifiedAt());
    var dispute =
        new Dispute(
            ours.asVersion(),
            new ContactVersion(Side.CRM, theirs.details(), crmAt),
            comparison.differing());
    var resolution =
        comparison.isDispute()
            ? Optional.of(terms.policy().resolve(dispute))
            : Optional.<Resolution>empty();
    var settled = comparison.settle(resolution);
    var contact = edited(ours, settled.details(), crmAt);
    contact =
        consents.changes(contact.consents())
            ? contact.with(consents.contact(contact.consents()))
            : contact;
    contact = presence(contact, link, theirs, crmAt);
    var conflict =
        resolution.map(r ->
            new Conflict(
                dispute.hub(),
                dispute.crm(),
                dispute.differing(),
                r,
                terms.policyName(),
                terms.clockOffset(),
                firstMatch));
    return new Outcome(contact, link.with(settled.base()), theirs)
        .with(consents, settled, conflict, terms.capabilities().fit(contact.details()));
  }

  private static Contact edited(Contact ours, ContactDetails details, Instant crmAt) {
    return details.equals(ours.details()) ? ours : ours.edited(details, crmAt);
  }

  /// Archived there means no longer mailed here; brought back there, brought back here.
  private static Contact presence(
      Contact contact, ContactLink link, CrmContact theirs, Instant at) {
    if (theirs.archived()) {
      return contact.archived(at);
    }
    var cameBack = link.presence() != Presence.LIVE && contact.archivedAt().isPresent();
    return cameBack ? contact.unarchived() : contact;
  }

  private static ContactLink unlinked(
      ContactId id, ConnectionId connection, CrmContact theirs, Base base) {
    return new ContactLink(
        id,
        connection,
        theirs.id(),
        base,
        new ConsentBase(Map.of(), Instant.EPOCH, Instant.EPOCH),
        Fingerprint.NONE,
        0,
        theirs.modifiedAt(),
        theirs.tag(),
        theirs.household(),
        Presence.LIVE,
        Told.NOTHING);
  }

  /// Puts the halves of a comparison together.
  private record Outcome(Contact contact, ContactLink link, CrmContact theirs) {

    Reconciled with(ConsentComparison.Result consents) {
      return reconciled(
          consents,
          Set.of(),
          Set.of(),
          Set.of(),
          EnumSet.allOf(ContactField.class),
          Optional.empty());
    }

    Reconciled with(
        ConsentComparison.Result consents,
        DetailsComparison.Settled settled,
        Optional<Conflict> conflict,
        ContactDetails fitted) {
      var agreeing = EnumSet.allOf(ContactField.class);
      agreeing.removeAll(fitted.differencesFrom(theirs.details()));
      return reconciled(
          consents, settled.owed(), settled.contested(), settled.byHand(), agreeing, conflict);
    }

    private Reconciled reconciled(
        ConsentComparison.Result consents,
        Set<ContactField> owed,
        Set<ContactField> contested,
        Set<ContactField> byHand,
        Set<ContactField> agreeing,
        Optional<Conflict> conflict) {
      return new Reconciled(
          contact,
          link.with(consents.base()).saw(theirs, contact.edition()),
          owed,
          contested,
          consents.owed(),
          byHand,
          consents.byHand(),
          agreeing,
          consents.heldBack(),
          conflict);
    }
  }
}
