package com.nurturehub.crm.api.log;

import com.nurturehub.crm.application.log.SyncLog.Doer;
import com.nurturehub.crm.application.log.SyncLog.Filter;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent.Direction;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of the log somebody asks for; what they leave out restricts nothing.
public record LogFilter(
    @Nullable CrmProvider provider,
    @Nullable List<Kind> kinds,
    @Nullable Direction direction,
    @Nullable List<Outcome> outcomes,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable UUID contactId,
    @Nullable Boolean peopleOnly) {

  public Filter filter() {
    return new Filter(
        Optional.ofNullable(provider),
        chosenKinds(),
        outcomes == null ? Filter.NONE.outcomes() : Set.copyOf(outcomes),
        Optional.ofNullable(from),
        Optional.ofNullable(until),
        Optional.ofNullable(contactId).map(ContactId::new),
        Boolean.TRUE.equals(peopleOnly) ? Doer.PEOPLE : Doer.ANYBODY);
  }

  private Set<Kind> chosenKinds() {
    var chosen = EnumSet.allOf(Kind.class);
    if (kinds != null) {
      chosen.retainAll(kinds);
    }
    if (direction != null) {
      chosen.removeIf(kind -> kind.direction() != direction);
    }
    return chosen;
  }
}
