package com.nurturehub.crm.api.feed;

import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where the feeds end that somebody on this node watches. However many watch, the database is
/// asked once for all of them in each interval.
final class FeedEnds {

  static final Duration INTERVAL = Duration.ofMillis(200);

  private final FollowContacts feed;
  private final InstantSource clock;
  private final Map<AgencyId, Integer> watched = new HashMap<>();
  private Set<AgencyId> asked = Set.of();
  private Map<AgencyId, Position> ends = Map.of();
  private Instant askedAt = Instant.EPOCH;

  FeedEnds(FollowContacts feed, InstantSource clock) {
    this.feed = feed;
    this.clock = clock;
  }

  synchronized void begin(AgencyId agency) {
    watched.merge(agency, 1, Integer::sum);
  }

  synchronized void end(AgencyId agency) {
    watched.computeIfPresent(agency, (_, count) -> count == 1 ? null : count - 1);
  }

  /// As it was an interval ago at most.
  synchronized Position of(AgencyId agency) {
    var now = clock.instant();
    if (!asked.contains(agency) || !now.isBefore(askedAt.plus(INTERVAL))) {
      asked = new HashSet<>(watched.keySet());
      asked.add(agency);
      ends = feed.ends(asked);
      askedAt = now;
    }
    return ends.getOrDefault(agency, Position.START);
  }
}
