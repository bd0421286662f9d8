package com.nurturehub.crm.application.push;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Changes that only a person can make, because the CRM does not take them from us.
@DrivenPort
public interface HandChanges {

  /// Opens items, or brings the value of open ones up to date.
  void ask(Collection<ChangeByHand> items);

  /// Closes the open items whose subject (`what`) both sides now show alike.
  void close(ConnectionId connection, Map<ContactId, Set<String>> agreeing, Instant at);

  /// An open item.
  Optional<Item> find(UUID id);

  /// A person says it is done.
  boolean done(UUID id, String actor, Instant at);

  Slice<Item> open(Slice.Request request);

  record Item(UUID id, ChangeByHand change) {}
}
