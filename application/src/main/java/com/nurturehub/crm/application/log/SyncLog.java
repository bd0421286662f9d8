package com.nurturehub.crm.application.log;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Direction;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What happened between an agency and its CRMs, for a while.
@DrivenPort
public interface SyncLog {

  /// How long events are kept, unless another while is set.
  Duration KEPT = Duration.ofDays(30);

  /// A total is counted up to this, because nobody turns so many pages.
  int COUNTED_MAX = 10_000;

  /// Adds them at once, with both ids of whoever is linked, and forgets some of those that are too
  /// old. Of somebody who is there no longer the CRM's id is not kept.
  void note(Collection<SyncEvent> events);

  /// The newest first. The total is no more than [#COUNTED_MAX].
  Slice<SyncEvent> list(Filter filter, Slice.Request request);

  /// Takes out what is about this person, about those who were merged into them, and about their
  /// records at CRMs, while it is known which these are.
  void forget(ContactId person);

  /// Which events are meant. `from` is included and `until` is not; a contact stands for whoever
  /// was merged into them, too.
  record Filter(
      Optional<CrmProvider> provider,
      Set<Kind> kinds,
      Set<Outcome> outcomes,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<ContactId> contact,
      Doer doer) {

    public static final Filter NONE =
        new Filter(
            Optional.empty(),
            Set.of(Kind.values()),
            Set.of(Outcome.values()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Doer.ANYBODY);

    /// What no calendar of a store knows.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public Filter {
      mustBeKnown("from", from);
      mustBeKnown("until", until);
      kinds = Set.copyOf(kinds);
      outcomes = Set.copyOf(outcomes);
    }

    private static void mustBeKnown(String field, Optional<Instant> time) {
      if (time.filter(at -> at.isBefore(EARLIEST) || at.isAfter(LATEST)).isPresent()) {
        throw new InvalidRequest(field, "lies between the years 1 and 9999");
      }
    }

    /// The kinds that go one of these ways.
    public static Set<Kind> kinds(Collection<Direction> directions) {
      return Arrays.stream(Kind.values())
          .filter(kind -> directions.contains(kind.direction()))
          .collect(Collectors.toUnmodifiableSet());
    }

    public Filter at(CrmProvider crm) {
      return new Filter(Optional.of(crm), kinds, outcomes, from, until, contact, doer);
    }

    public Filter of(Set<Kind> some) {
      return new Filter(provider, some, outcomes, from, until, contact, doer);
    }

    public Filter ended(Set<Outcome> some) {
      return new Filter(provider, kinds, some, from, until, contact, doer);
    }

    public Filter between(Instant start, Instant end) {
      return new Filter(
          provider, kinds, outcomes, Optional.of(start), Optional.of(end), contact, doer);
    }

    public Filter about(ContactId person) {
      return new Filter(provider, kinds, outcomes, from, until, Optional.of(person), doer);
    }

    public Filter by(Doer whose) {
      return new Filter(provider, kinds, outcomes, from, until, contact, whose);
    }
  }

  /// Whose doing is meant.
  enum Doer {
    ANYBODY,
    /// Only what a person pressed.
    PEOPLE
  }
}
