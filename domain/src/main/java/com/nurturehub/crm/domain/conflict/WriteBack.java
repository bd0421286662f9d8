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
    var base =
        readBack
            .map(CrmContact::details)
            .map(shown -> spelled(link.base(), shown))
            .orElseGet(() -> link.base().agree(fields, pushed, sent));
    var withBase = link.with(base).with(told(link.consents()));
    return readBack
        .map(shown -> withBase.with(withBase.consents().wroteAt(shown.modifiedAt())))
        .orElse(withBase)
        .unsettled();
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

  private ConsentBase told(ConsentBase base) {
    var told = base;
    for (var channel : channels) {
      var said = consents.on(channel);
      told = told.with(channel, new Pair(said, new Consent(said.status(), said.recordedAt())));
    }
    return told;
  }
}
