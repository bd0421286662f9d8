package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// People who may be one and the same; a person decides.
@DrivenPort
public interface Duplicates {

  /// Proposes a pair or more, unless exactly these were proposed or kept apart before.
  void propose(Set<ContactId> contacts, String reason, Instant at);

  Slice<Proposal> open(Slice.Request request);

  /// Remembers that these are different people.
  void keepApart(Set<ContactId> contacts, Instant at);

  record Proposal(UUID id, Set<ContactId> contacts, String reason, Instant at) {}
}
