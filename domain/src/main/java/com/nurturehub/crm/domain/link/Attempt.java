package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What we set out to tell a CRM, written down before the call is made, so that our own write is
/// known for ours although its answer was lost, or although we were interrupted before we could
/// note it.
///
/// `pushed` is the hub's as it was, `sent` the same as this CRM can hold it.
public record Attempt(
    ContactDetails pushed,
    ContactDetails sent,
    Set<ContactField> fields,
    Map<Channel, Consent> consents,
    Instant at) {

  /// By then the call has landed, or never will.
  private static final Duration OVER = Duration.ofMinutes(5);

  public Attempt {
    fields = Set.copyOf(fields);
    consents = Map.copyOf(consents);
  }

  /// Together with what was begun earlier, of which nobody knows either whether it landed. A grant
  /// may have landed although a denial followed it; a denial is never mistaken for our own.
  public Attempt and(Attempt earlier) {
    var only = EnumSet.noneOf(ContactField.class);
    only.addAll(earlier.fields);
    only.removeAll(fields);
    var all = EnumSet.copyOf(only);
    all.addAll(fields);
    var told = new EnumMap<Channel, Consent>(Channel.class);
    told.putAll(consents);
    earlier.consents.forEach((channel, before) -> {
      if (before.status() == ConsentStatus.GRANTED) {
        told.merge(
            channel, before, (now, _) -> now.status() == ConsentStatus.GRANTED ? now : before);
      }
    });
    return new Attempt(
        pushed.take(only, earlier.pushed), sent.take(only, earlier.sent), all, told, at);
  }

  /// Whether a look begun at this instant shows what became of it.
  public boolean isOver(Instant lookedAt) {
    return lookedAt.isAfter(at.plus(OVER));
  }
}
