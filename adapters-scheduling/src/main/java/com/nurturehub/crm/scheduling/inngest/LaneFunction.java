package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.NextSlice.Again;
import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Works one slice of one lane of a CRM, if the lane wants it. Calls for one lane queue in the
/// server: skipping one that is being worked would lose wakes.
record LaneFunction(
    CrmProvider crm,
    InngestSettings settings,
    WorkLane work,
    LaneLedger ledger,
    InngestServer server,
    InstantSource clock)
    implements InngestFunction {

  /// What is further ahead than this is left to the sweep, so that the server keeps no long list.
  static final Duration HORIZON = DueLanes.EVERY.multipliedBy(2);

  /// The server's clock may be ahead of ours by this; who comes earlier comes in vain.
  private static final Duration EARLY_MAX = Duration.ofSeconds(2);

  @Override
  public String id() {
    return "lane-" + crm.key();
  }

  @Override
  public Map<String, Object> rules() {
    return Map.of(
        "name",
        "Work a lane of " + crm.title(),
        "triggers",
        List.of(
            Map.of(
                "event",
                settings.laneDue(),
                "expression",
                "event.data.crm == '" + crm.key() + "'")),
        "concurrency",
        List.of(
            Map.of("limit", 1, "key", "event.data.connection"),
            Map.of("limit", settings.lanesPerCrm())));
  }

  @Override
  public void call(JsonNode event) {
    var lane =
        new ConnectionId(UUID.fromString(event.path("data").path("connection").asString("")));
    if (isDueSoon(lane)) {
      next(lane).ifPresent(at -> server.send(List.of(Wake.nextSlice(lane, at))));
    }
  }

  private boolean isDueSoon(ConnectionId lane) {
    var early = early(lane);
    if (early.filter(wait -> wait.isPositive() && wait.compareTo(EARLY_MAX) <= 0).isPresent()) {
      pause(early.get());
      early = early(lane);
    }
    return early.filter(wait -> !wait.isPositive()).isPresent();
  }

  /// How long until the lane wants to be worked; empty when it does not.
  private Optional<Duration> early(ConnectionId lane) {
    return ledger.dueAt(lane).map(due -> Duration.between(clock.instant(), due));
  }

  private Optional<Instant> next(ConnectionId lane) {
    var now = clock.instant();
    return switch (work.work(lane)) {
      case Again _ -> Optional.of(now);
      case At(var instant) -> Optional.of(instant).filter(at -> isNear(at, now));
      case Resting _ -> Optional.empty();
    };
  }

  static boolean isNear(Instant at, Instant now) {
    return at.isBefore(now.plus(HORIZON));
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The lane was not waited for.", e);
    }
  }
}
