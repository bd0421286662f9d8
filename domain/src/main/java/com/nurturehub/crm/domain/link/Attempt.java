package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// What we set out to tell a CRM, written down before the call is made, so that our own write is
/// known for ours although its answer was lost, or although we were interrupted before we could
/// note it.
///
/// `pushed` and `consents` are the hub's as they were, `sent` the same as this CRM can hold them.
public record Attempt(
    ContactDetails pushed,
    ContactDetails sent,
    Set<ContactField> fields,
    Consents consents,
    Set<Channel> channels,
    Instant at) {

  /// By then the call has landed, or never will.
  private static final Duration OVER = Duration.ofMinutes(5);

  public Attempt {
    fields = Set.copyOf(fields);
    channels = Set.copyOf(channels);
  }

  /// Whether a look begun at this instant shows what became of it.
  public boolean isOver(Instant lookedAt) {
    return lookedAt.isAfter(at.plus(OVER));
  }
}
