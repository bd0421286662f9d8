package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.lane.LaneLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Once a minute, sees to it that every lane that is due before the next look has an event: one
/// whose time was too far ahead to tell, whose event was lost between our commit and the server, or
/// that became due while another engine was in charge.
record DueLanes(LaneLedger ledger, InngestServer server, InstantSource clock)
    implements InngestFunction {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final String CRON = "TZ=UTC * * * * *";

  /// The next look may come late by this.
  private static final Duration LATE_MAX = Duration.ofSeconds(15);

  /// Looked at in one go; what is left comes with the next look, because the worked ones are gone.
  private static final int LANES_MAX = 5_000;

  @Override
  public String id() {
    return "due-lanes";
  }

  @Override
  public Map<String, Object> rules() {
    return Map.of(
        "name",
        "See which lanes are due",
        "triggers",
        List.of(Map.of("cron", CRON)),
        "concurrency",
        List.of(Map.of("limit", 1)));
  }

  @Override
  public void call(JsonNode event) {
    var now = clock.instant();
    var due = ledger.dueBefore(now.plus(EVERY).plus(LATE_MAX), LANES_MAX);
    server.send(due.stream().map(lane -> Wake.swept(lane.connection(), lane.at(), now)).toList());
  }
}
