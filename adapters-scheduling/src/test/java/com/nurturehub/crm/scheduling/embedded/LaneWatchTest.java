package com.nurturehub.crm.scheduling.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryLaneLedger;
import com.nurturehub.crm.testkit.memory.InMemoryTransactions;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Whoever works a lane hangs, and its task stays theirs.
class LaneWatchTest {

  private static final Instant NINE = Instant.parse("2001-02-03T09:00:00Z");
  private static final AgencyId ACME = new AgencyId("acme");
  private static final ConnectionId LANE = new ConnectionId(new UUID(7, 7));

  private final Logger log = (Logger) LoggerFactory.getLogger(LaneWatch.class);
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private final InMemoryDatabase memory = new InMemoryDatabase();
  private final InMemoryLaneLedger ledger = new InMemoryLaneLedger(memory, () -> NINE);

  @BeforeEach
  void a_lane_is_due() {
    told.start();
    log.addAppender(told);
    new InMemoryTransactions(memory).run(ACME, () -> ledger.open(LANE, ACME, NINE));
  }

  @AfterEach
  void stop() {
    log.detachAppender(told);
  }

  @Test
  void a_lane_that_is_due_for_long_is_told_once_a_minute() throws InterruptedException {
    looks(NINE.plus(Duration.ofMinutes(6)));

    assertThat(told.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("lanes are due and not worked first=%s since=PT5M".formatted(LANE));
  }

  @Test
  void one_that_is_due_for_a_moment_is_not() throws InterruptedException {
    looks(NINE.plusSeconds(60));

    assertThat(told.list).isEmpty();
  }

  /// Some looks, all at the same moment.
  private void looks(Instant now) throws InterruptedException {
    try (var database = PostgresServer.freshDatabase()) {
      var looks = new CountDownLatch(3);
      var tasks = new LaneTasks(database.service());
      try (var watch =
          new LaneWatch(ledger, tasks, () -> now, looks::countDown, Duration.ofMillis(20))) {
        watch.start();

        assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
