package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ContactVersion;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A contact as one CRM shows it, already in our words.
///
/// `tag` is the CRM's own mark of this version, to guard a write with. `reference` is our id, where
/// we could leave it in the CRM. `household` ties people who share one record there.
public record CrmContact(
    ExternalId id,
    ContactDetails details,
    Map<Channel, Claim> consents,
    Instant modifiedAt,
    boolean archived,
    Optional<String> tag,
    Optional<ContactId> reference,
    Optional<String> household) {

  /// What the CRM says about one channel; dated only where the CRM dates consent.
  public record Claim(ConsentStatus status, Optional<Instant> recordedAt) {}

  public CrmContact {
    var copied = new EnumMap<Channel, Claim>(Channel.class);
    copied.putAll(consents);
    consents = Collections.unmodifiableMap(copied);
  }

  public ContactVersion asVersion() {
    return new ContactVersion(Side.CRM, details, modifiedAt);
  }
}
