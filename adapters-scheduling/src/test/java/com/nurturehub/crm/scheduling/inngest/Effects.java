package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Work whose only effect is a row, written while the lane is held, so that it can be counted.
record Effects(JooqTransactions transactions, LaneLedger ledger, Consumer<ConnectionId> within)
    implements WorkLane {

  /// So soon is a lane free again whose node has died.
  private static final Duration SPAN = Duration.ofSeconds(2);

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration LOOKS = Duration.ofMillis(50);

  static Effects by(InngestStage stage) {
    return new Effects(stage.postgres(), stage.ledger(), _ -> {});
  }

  static Effects over(JooqTransactions transactions, Consumer<ConnectionId> within) {
    return new Effects(transactions, new JooqLaneLedger(transactions), within);
  }

  @Override
  public NextSlice work(ConnectionId lane) {
    var takenAt = CLOCK.instant();
    return ledger
        .take(lane, takenAt, SPAN)
        .map(lease -> worked(lane, lease, takenAt))
        .orElseGet(() ->
            ledger
                .dueAt(lane)
                .<NextSlice>map(_ -> new At(takenAt.plusSeconds(1)))
                .orElseGet(Resting::new));
  }

  private NextSlice worked(ConnectionId lane, Lease lease, Instant takenAt) {
    transactions.fenced(
        lease,
        () -> {
          write(lane);
          within.accept(lane);
          return true;
        });
    return ledger
        .release(lease, takenAt, new Resting(), 0)
        .<NextSlice>map(At::new)
        .orElseGet(Resting::new);
  }

  private void write(ConnectionId lane) {
    try (var joined = transactions.joining().getConnection();
        var statement = joined.prepareStatement("insert into effect (lane) values (?)")) {
      statement.setObject(1, lane.value());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void prepare(TestDatabase database) {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table effect (lane uuid not null)");
      statement.execute("grant insert on effect to public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The lanes that were worked, as often as they were.
  static List<ConnectionId> of(TestDatabase database) {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select lane from effect")) {
      var lanes = new ArrayList<ConnectionId>();
      while (rows.next()) {
        lanes.add(new ConnectionId(rows.getObject(1, UUID.class)));
      }
      return lanes;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Until each of these was worked, once.
  static void await(TestDatabase database, Collection<ConnectionId> lanes) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var done = of(database);
    while (done.size() < lanes.size()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("only %s were worked".formatted(done));
      }
      LockSupport.parkNanos(LOOKS.toNanos());
      done = of(database);
    }
    if (done.size() != lanes.size() || !new HashSet<>(done).equals(new HashSet<>(lanes))) {
      throw new AssertionError("%s were worked instead of %s".formatted(done, lanes));
    }
  }
}
