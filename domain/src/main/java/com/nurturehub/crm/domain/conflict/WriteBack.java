package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.PushResult.Declined;
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

  public ContactLink landed(ContactLink link, Optional<CrmContact> readBack) {
    var base = readBack.map(shown -> spelled(link.base(), shown.details()));
    var agreed = link.with(base.orElseGet(() -> link.base().agree(fields, pushed, sent)));
    var told = agreed.with(told(agreed.consents()));
    var stamped =
        readBack
            .filter(shown -> showsOnlyOurWrite(told, shown))
            .map(shown -> told.with(told.consents().wroteAt(shown.modifiedAt())))
            .orElse(told);
    return fields.isEmpty() ? stamped.unsettledButForDetails() : stamped.unsettled();
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

  /// Whether the CRM already shows all of this, as it spells it: then an attempt whose answer was
  /// lost has landed after all.
  public boolean isShownBy(CrmContact theirs) {
    return fields.stream().allMatch(f -> Spelling.isSpellingOf(f, theirs.details(), sent))
        && channels.stream().allMatch(channel -> isTold(channel, theirs));
  }

  private boolean isTold(Channel channel, CrmContact theirs) {
    var claim = theirs.consents().get(channel);
    return claim != null && claim.status() == consents.on(channel).status();
  }

  private Base spelled(Base base, ContactDetails shown) {
    var respelled = EnumSet.noneOf(ContactField.class);
    for (var field : fields) {
      if (Spelling.isSpellingOf(field, shown, sent)) {
        respelled.add(field);
      }
    }
    return base.agree(fields, pushed, sent).agree(respelled, pushed, shown);
  }

  /// The stamp is our own write's only if nobody wrote since, and then nothing else differs.
  private boolean showsOnlyOurWrite(ContactLink link, CrmContact shown) {
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
