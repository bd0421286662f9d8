package com.nurturehub.crm.domain.contact;

import com.nurturehub.crm.domain.contact.Signal.Engaged;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signal.ScoreChanged;
import com.nurturehub.crm.domain.contact.Signal.StatusChanged;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Everything measured about a contact so far. An older score or status never replaces a newer one,
/// in whatever order they arrive.
public record Signals(
    int score,
    boolean hot,
    Instant scoredAt,
    ContactStatus status,
    Instant statusAt,
    Map<Engagement, Integer> engagements,
    Instant engagedAt) {

  public static final Signals NONE =
      new Signals(
          0, false, Instant.EPOCH, ContactStatus.NEW, Instant.EPOCH, Map.of(), Instant.EPOCH);

  public Signals {
    var counted = new EnumMap<Engagement, Integer>(Engagement.class);
    counted.putAll(engagements);
    engagements = Collections.unmodifiableMap(counted);
  }

  public Signals with(Signal signal) {
    return switch (signal) {
      case ScoreChanged s when s.at().isBefore(scoredAt) -> this;
      case ScoreChanged s ->
          new Signals(s.score(), s.hot(), s.at(), status, statusAt, engagements, engagedAt);
      case StatusChanged s when s.at().isBefore(statusAt) -> this;
      case StatusChanged s ->
          new Signals(score, hot, scoredAt, s.status(), s.at(), engagements, engagedAt);
      case Engaged e -> counting(e);
    };
  }

  /// What two contacts showed who are one person: the later score and status, every engagement.
  public Signals and(Signals other) {
    var scored = other.scoredAt.isAfter(scoredAt) ? other : this;
    var placed = other.statusAt.isAfter(statusAt) ? other : this;
    var counted = new EnumMap<Engagement, Integer>(Engagement.class);
    counted.putAll(engagements);
    other.engagements.forEach(
        (engagement, count) -> counted.merge(engagement, count, Integer::sum));
    return new Signals(
        scored.score,
        scored.hot,
        scored.scoredAt,
        placed.status,
        placed.statusAt,
        counted,
        other.engagedAt.isAfter(engagedAt) ? other.engagedAt : engagedAt);
  }

  public int count(Engagement engagement) {
    return engagements.getOrDefault(engagement, 0);
  }

  private Signals counting(Engaged engaged) {
    var counted = new EnumMap<Engagement, Integer>(Engagement.class);
    counted.putAll(engagements);
    counted.merge(engaged.engagement(), 1, Integer::sum);
    var latest = engaged.at().isAfter(engagedAt) ? engaged.at() : engagedAt;
    return new Signals(score, hot, scoredAt, status, statusAt, counted, latest);
  }
}
