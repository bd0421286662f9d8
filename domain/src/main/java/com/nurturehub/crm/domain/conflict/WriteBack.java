package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Attempt;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a write that landed makes of the base. The hub's half is what the hub held when the push
/// was made; the CRM's half is what was sent, not whatever is read back, because somebody may have
/// edited in between. Only where the read-back shows another *spelling* of a sent field is that the
/// CRM's half.
///
/// `pushed` and `consents` are the hub's as they were when the push was made, `sent` the same as
/// this CRM can hold them.
public record WriteBack(
    ContactDetails pushed,
    ContactDetails sent,
    Set<ContactField> fields,
    Consents consents,
    Set<Channel> channels) {

  public WriteBack {
    fields = Set.copyOf(fields);
    channels = Set.copyOf(channels);
  }

  /// What this CRM is told of the contact as it stands.
  public static WriteBack of(
      Contact contact, Capabilities capabilities, Set<ContactField> fields, Set<Channel> channels) {
    var details = contact.details();
    return new WriteBack(details, capabilities.fit(details), fields, contact.consents(), channels);
  }

  public static WriteBack of(Attempt attempt) {
    return new WriteBack(
        attempt.pushed(),
        attempt.sent(),
        attempt.fields(),
        new Consents(attempt.consents()),
        attempt.consents().keySet());
  }

  public Attempt attempted(Instant at) {
    var told = new EnumMap<Channel, Consent>(Channel.class);
    channels.forEach(channel -> told.put(channel, consents.on(channel)));
    return new Attempt(pushed, sent, fields, told, at);
  }

  /// Without a second look the attempt stays, so that the next one knows the CRM's spelling of it.
  public ContactLink landed(ContactLink link, Optional<CrmContact> readBack) {
    var base = readBack.map(shown -> spelled(link.base(), shown.details()));
    var agreed = link.with(base.orElseGet(() -> link.base().agree(fields, pushed, sent)));
    var told = stamped(agreed.with(told(agreed.consents())), readBack);
    var known = readBack.isPresent() ? told.attemptingNothing() : told;
    return fields.isEmpty() ? known.unsettledButForDetails() : known.unsettled();
  }

  /// What the CRM declined is left to a person, and the pair is kept as agreed to differ, so that
  /// it is not told again and again.
  public ContactLink declined(ContactLink link, Declined declined, Optional<CrmContact> readBack) {
    var shown = readBack.map(CrmContact::details).orElseGet(() -> link.base().crm());
    var pairs = link.consents();
    for (var channel : declined.consents()) {
      pairs = pairs.with(channel, new Pair(consents.on(channel), pairs.on(channel).crm()));
    }
    return link.with(link.base().agree(declined.fields(), pushed, shown)).with(pairs);
  }

  /// A create whose answer was lost was found. What the CRM shows in its own spelling is ours. The
  /// rest may be an older version of ours or somebody's edit, so nothing is taken for agreed there.
  public ContactLink found(ContactLink link, CrmContact shown) {
    var nothingAgreed = new Base(ContactDetails.NONE, ContactDetails.NONE);
    var spelled = nothingAgreed.agree(spellings(shown.details(), fields), pushed, shown.details());
    return link.with(spelled).attemptingNothing().unsettled();
  }

  /// The link, if what was attempted shows in the CRM by now; empty if it does not. A field the CRM
  /// shows as it did before tells nothing, and whose stamp it carries now nobody knows.
  Optional<ContactLink> recognised(ContactLink link, CrmContact shown) {
    var moved = shown.details().differencesFrom(link.base().crm());
    moved.retainAll(fields);
    var ours = spellings(shown.details(), moved);
    var heard = EnumSet.noneOf(Channel.class);
    for (var channel : channels) {
      if (isHeard(channel, link.consents(), shown)) {
        heard.add(channel);
      }
    }
    if (ours.isEmpty() && heard.isEmpty()) {
      return Optional.empty();
    }
    var part = new WriteBack(pushed, sent, ours, consents, heard);
    var agreed =
        link.with(link.base().agree(ours, pushed, shown.details()))
            .with(part.told(link.consents()));
    return Optional.of(part.stamped(agreed, Optional.empty()).attemptingNothing());
  }

  /// A denial is never taken for ours: it may be somebody's own, and then it counts as theirs.
  private boolean isHeard(Channel channel, ConsentBase base, CrmContact shown) {
    var claim = shown.consents().get(channel);
    return claim != null
        && claim.status() == ConsentStatus.GRANTED
        && claim.status() == consents.on(channel).status()
        && claim.status() != base.on(channel).crm().status();
  }

  private Base spelled(Base base, ContactDetails shown) {
    return base.agree(fields, pushed, sent).agree(spellings(shown, fields), pushed, shown);
  }

  private Set<ContactField> spellings(ContactDetails shown, Set<ContactField> among) {
    var spellings = EnumSet.noneOf(ContactField.class);
    for (var field : among) {
      if (Spelling.isSpellingOf(field, shown, sent)) {
        spellings.add(field);
      }
    }
    return spellings;
  }

  /// The stamp is our own write's only if nobody wrote since, and then nothing else differs.
  private ContactLink stamped(ContactLink link, Optional<CrmContact> readBack) {
    var alone = readBack.filter(shown -> showsOnlyOurWrite(link, shown));
    var stamp = alone.map(CrmContact::modifiedAt);
    if (stamp.isEmpty() && channels.isEmpty()) {
      return link;
    }
    return link.with(link.consents().wroteAt(stamp.orElse(ConsentBase.STAMP_UNSEEN)));
  }

  private static boolean showsOnlyOurWrite(ContactLink link, CrmContact shown) {
    var differing = shown.details().differencesFrom(link.base().crm());
    return differing.isEmpty()
        && shown.consents().entrySet().stream()
            .allMatch(e -> e.getValue().status() == link.consents().on(e.getKey()).crm().status());
  }

  private ConsentBase told(ConsentBase base) {
    var told = base;
    for (var channel : channels) {
      var said = consents.on(channel);
      told = told.with(channel, new Pair(said, new Consent(said.status(), said.recordedAt())));
    }
    return told;
  }
}
