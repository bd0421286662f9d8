package com.nurturehub.crm.application.log;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// What happened between an agency and its CRMs, for a while.
@DrivenPort
public interface SyncLog {

  /// How long events are kept at least.
  Duration KEPT = Duration.ofDays(30);

  /// A total is counted up to this, because nobody turns so many pages.
  long COUNTED_MAX = 10_000;

  void note(Collection<SyncEvent> events);

  /// The newest first. The total is no more than [#COUNTED_MAX].
  Slice<SyncEvent> list(Filter filter, Slice.Request request);

  void forgetBefore(Instant time);

  /// Takes out what is about this person.
  void forget(ContactId person);

  /// Which events are meant: what is empty restricts nothing. `from` is included and `until` is
  /// not.
  record Filter(
      Optional<CrmProvider> provider,
      Set<SyncEvent.Kind> kinds,
      Set<SyncEvent.Outcome> outcomes,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> actor,
      Optional<ContactId> contact) {

    public static final Filter NONE =
        new Filter(
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Filter {
      kinds = Set.copyOf(kinds);
      outcomes = Set.copyOf(outcomes);
    }

    public Filter of(SyncEvent.Kind kind) {
      return new Filter(provider, Set.of(kind), outcomes, from, until, actor, contact);
    }

    public Filter at(CrmProvider crm) {
      return new Filter(Optional.of(crm), kinds, outcomes, from, until, actor, contact);
    }
  }
}
