package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.Times;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.UUID;

/// Somebody both sides know and agreed on at eight o'clock, and the rule that compares them since.
record Known(Contact ours, CrmContact theirs, ContactLink link, Reconciling rule) {

  static final ConnectionId CRM_ACCOUNT = new ConnectionId(new UUID(0, 1));

  static Known agreed(Person person) {
    return agreed(person, person);
  }

  /// The CRM shows them in its own spelling.
  static Known agreed(Person hub, Person crm) {
    var ours = hub.inHub(Times.SEVEN);
    var theirs = crm.inCrm(Times.SEVEN);
    var link =
        new ContactLink(
            ours.id(),
            CRM_ACCOUNT,
            theirs.id(),
            new Base(ours.details(), theirs.details()),
            consents(ours, theirs),
            Fingerprint.of(theirs),
            ours.edition(),
            theirs.modifiedAt(),
            theirs.tag(),
            theirs.household(),
            Presence.LIVE,
            Told.NOTHING);
    return new Known(ours, theirs, link, rule(Crm.able()));
  }

  private static ConsentBase consents(Contact ours, CrmContact theirs) {
    var pairs = new EnumMap<Channel, Pair>(Channel.class);
    theirs
        .consents()
        .forEach((channel, claim) ->
            pairs.put(
                channel,
                new Pair(
                    ours.consents().on(channel),
                    new Consent(claim.status(), claim.recordedAt().orElse(Times.SEVEN)))));
    return new ConsentBase(pairs, Times.EIGHT, Instant.EPOCH);
  }

  static Reconciling rule(Crm crm) {
    return new Reconciling(terms(crm, ConflictPolicy.lastWriteWins(), Duration.ZERO));
  }

  static Terms terms(Crm crm, ConflictPolicy policy, Duration offset) {
    return new Terms(
        crm.capabilities(),
        policy,
        PolicyChoice.LAST_WRITE_WINS,
        offset,
        Instant.EPOCH,
        Times.NOON,
        Times.NOON);
  }

  Known with(Crm crm) {
    return new Known(ours, theirs, link, rule(crm));
  }

  Known with(ConflictPolicy policy, Duration offset) {
    return new Known(ours, theirs, link, new Reconciling(terms(Crm.able(), policy, offset)));
  }

  /// The hub's version changed.
  Known hub(Person person, Instant at) {
    return hub(ours.edited(person.details(), at));
  }

  Known hub(Contact now) {
    return new Known(now, theirs, link, rule);
  }

  /// The CRM's version changed.
  Known crm(Person person, Instant at) {
    return crm(person.inCrm(at));
  }

  Known crm(CrmContact now) {
    return new Known(ours, now, link, rule);
  }

  Known link(ContactLink now) {
    return new Known(ours, theirs, now, rule);
  }

  Reconciled reconciled() {
    return rule.reconcile(ours, link, theirs);
  }

  /// Everybody goes on from what was just decided; what is owed has not been told yet.
  Known after(Reconciled decided) {
    return new Known(decided.contact(), theirs, decided.link(), rule);
  }
}
