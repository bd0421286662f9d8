package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.scheduling.Lookout;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database's time, which is the same for all nodes. A node whose own clock is wrong, or is set
/// while it runs, works no lane early, twice or never: its clock is asked only how much time has
/// passed since the database was last asked.
public final class DatabaseClock implements InstantSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

  /// Clocks drift apart by less than a millisecond in this; and a machine that slept is soon right.
  private static final Duration ASKED_EVERY = Duration.ofSeconds(10);

  private record Reading(Instant time, long ticks) {}

  private final Supplier<Instant> database;
  private final LongSupplier ticks;
  private final Lookout lookout = new Lookout("database-clock", "time not asked for");
  private volatile Reading reading;

  DatabaseClock(Supplier<Instant> database, LongSupplier ticks) {
    this.database = database;
    this.ticks = ticks;
    this.reading = read();
  }

  public static DatabaseClock of(DataSource database) {
    var clock = new DatabaseClock(() -> askedOf(database), System::nanoTime);
    clock.lookout.looks(ASKED_EVERY, clock::set);
    return clock;
  }

  @Override
  public Instant instant() {
    var last = reading;
    return last.time().plusNanos(ticks.getAsLong() - last.ticks());
  }

  void set() {
    try {
      reading = read();
    } catch (RuntimeException e) {
      // It may be away for a while; until then our own counting is good enough.
      LOG.warn("database not asked for the time cause={}", e.getMessage());
    }
  }

  @Override
  public void close() {
    lookout.close();
  }

  /// What the database says was so about half way between question and answer.
  private Reading read() {
    var asked = ticks.getAsLong();
    var time = database.get();
    var answered = ticks.getAsLong();
    return new Reading(time, asked + (answered - asked) / 2);
  }

  private static Instant askedOf(DataSource database) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select clock_timestamp()")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not tell the time.", e);
    }
  }
}
