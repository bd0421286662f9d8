package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.lane.DueLane;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The truth about lanes, a row each.
public final class InMemoryLaneLedger implements LaneLedger {

  static final String TABLE = "lane";

  /// `dueAt` is forgotten when the lane is taken, so that what is noted meanwhile stands out.
  record Lane(
      ConnectionId connection,
      AgencyId agency,
      boolean open,
      long epoch,
      Optional<Instant> heldUntil,
      Optional<Instant> dueAt,
      Patience patience,
      int attempts) {

    static Lane unknown(ConnectionId connection, AgencyId agency) {
      return new Lane(
          connection, agency, true, 0, Optional.empty(), Optional.empty(), Patience.NONE, 0);
    }

    boolean isHeldBy(Lease lease) {
      return epoch == lease.epoch();
    }

    boolean isFree(Instant now) {
      return open && heldUntil.map(until -> !until.isAfter(now)).orElse(true);
    }

    /// Never later than it was due before.
    Lane dueBy(Instant at) {
      var sooner = Optional.of(sooner(dueAt, at));
      return new Lane(connection, agency, open, epoch, heldUntil, sooner, patience, attempts);
    }

    Lane hurriedBy(Instant latest) {
      return with(patience.hurriedBy(latest)).dueBy(latest);
    }

    Lane opened() {
      return new Lane(connection, agency, true, epoch, heldUntil, dueAt, Patience.NONE, attempts);
    }

    Lane closed() {
      return held(false, Optional.empty());
    }

    Lane taken(Instant until) {
      return held(true, Optional.of(until)).with(patience.unhurried());
    }

    private Lane held(boolean nowOpen, Optional<Instant> until) {
      return new Lane(
          connection, agency, nowOpen, epoch + 1, until, Optional.empty(), patience, attempts);
    }

    private Lane with(Patience other) {
      return new Lane(connection, agency, open, epoch, heldUntil, dueAt, other, attempts);
    }

    Lane heldUntil(Instant until) {
      return new Lane(
          connection, agency, open, epoch, Optional.of(until), dueAt, patience, attempts);
    }

    Lane released(Optional<Instant> next, int attempt, Optional<Instant> asked) {
      var noted = next.map(this::dueBy).orElse(this).dueAt();
      var now = patience.released(attempt > 0 ? next : Optional.empty(), asked);
      return new Lane(connection, agency, open, epoch, Optional.empty(), noted, now, attempt);
    }

    private static Instant sooner(Optional<Instant> one, Instant other) {
      return one.filter(other::isAfter).orElse(other);
    }

    /// When it should be worked: when due, or when whoever held it has let it lie.
    Optional<Instant> wanted() {
      return heldUntil.or(() -> dueAt);
    }

    Optional<Instant> wantedAt() {
      return wanted().map(at -> patience.backsOffUntil().filter(at::isBefore).orElse(at));
    }

    Lease lease() {
      return new Lease(connection, agency, epoch, heldUntil.orElseThrow());
    }
  }

  /// Until when a lane backs off, until when its CRM asked it to, and by when somebody wants it to
  /// go on.
  record Patience(
      Optional<Instant> backsOffUntil,
      Optional<Instant> askedUntil,
      Optional<Instant> hurriedUntil) {

    static final Patience NONE = new Patience(Optional.empty(), Optional.empty(), Optional.empty());

    Patience hurriedBy(Instant latest) {
      var hurried = Optional.of(Lane.sooner(hurriedUntil, latest));
      return new Patience(backsOffUntil, askedUntil, hurried).shortened();
    }

    Patience unhurried() {
      return new Patience(backsOffUntil, askedUntil, Optional.empty());
    }

    Patience released(Optional<Instant> until, Optional<Instant> asked) {
      return new Patience(until, asked, hurriedUntil).shortened().unhurried();
    }

    private Patience shortened() {
      var least = hurriedUntil.map(hurried -> askedUntil.filter(hurried::isBefore).orElse(hurried));
      var until = backsOffUntil.map(u -> least.filter(u::isAfter).orElse(u));
      return new Patience(until, askedUntil, hurriedUntil);
    }
  }

  private final InMemoryDatabase database;
  private final Rows<Lane> rows;
  private final InstantSource clock;

  public InMemoryLaneLedger(InMemoryDatabase database, InstantSource clock) {
    this.database = database;
    this.rows = Rows.shared(database, TABLE, Lane.class);
    this.clock = clock;
  }

  @Override
  public void open(ConnectionId connection, AgencyId agency, Instant due) {
    var lane = rows.lock(connection.toString()).orElseGet(() -> Lane.unknown(connection, agency));
    rows.put(connection.toString(), lane.opened().dueBy(due));
  }

  @Override
  public void woken(ConnectionId connection, Instant at) {
    due(connection, at);
  }

  @Override
  public void due(ConnectionId connection, Instant at) {
    change(connection, lane -> lane.dueBy(at));
  }

  @Override
  public void hurry(ConnectionId connection, Instant latest) {
    change(connection, lane -> lane.hurriedBy(latest));
  }

  @Override
  public void close(ConnectionId connection) {
    change(connection, Lane::closed);
  }

  private void change(ConnectionId connection, UnaryOperator<Lane> change) {
    rows.lock(connection.toString())
        .filter(Lane::open)
        .ifPresent(lane -> rows.put(connection.toString(), change.apply(lane)));
  }

  @Override
  public Optional<Lease> take(ConnectionId connection, Instant now, Duration span) {
    return database.atOnce(() -> {
      var taken =
          rows.lock(connection.toString())
              .filter(lane -> lane.isFree(now))
              .map(lane -> lane.taken(now.plus(span)));
      taken.ifPresent(lane -> rows.put(connection.toString(), lane));
      return taken.map(Lane::lease);
    });
  }

  @Override
  public Optional<Lease> renew(Lease lease, Instant now, Duration span) {
    return database.atOnce(() -> {
      var renewed = held(lease).map(lane -> lane.heldUntil(now.plus(span)));
      renewed.ifPresent(lane -> rows.put(lease.connection().toString(), lane));
      return renewed.map(Lane::lease);
    });
  }

  private Optional<Lane> held(Lease lease) {
    return rows.lock(lease.connection().toString())
        .filter(lane -> lane.open() && lane.isHeldBy(lease));
  }

  @Override
  public Optional<Instant> release(
      Lease lease, Instant takenAt, NextSlice next, int attempt, Optional<Instant> askedUntil) {
    var wanted =
        switch (next) {
          case NextSlice.Again _ -> Optional.of(clock.instant());
          case NextSlice.At(var instant) -> Optional.of(instant);
          case NextSlice.Resting _ -> Optional.<Instant>empty();
        };
    return database.atOnce(() -> {
      var released = held(lease).map(lane -> lane.released(wanted, attempt, askedUntil));
      released.ifPresent(lane -> rows.put(lease.connection().toString(), lane));
      return released.flatMap(Lane::dueAt);
    });
  }

  @Override
  public Optional<Instant> backsOffUntil(ConnectionId connection) {
    return database.atOnce(
        () -> rows.find(connection.toString()).flatMap(lane -> lane.patience().backsOffUntil()));
  }

  @Override
  public int attempts(ConnectionId connection) {
    return database.atOnce(() -> rows.find(connection.toString()).map(Lane::attempts).orElse(0));
  }

  @Override
  public Optional<AgencyId> agencyOf(ConnectionId connection) {
    return database.atOnce(() -> rows.find(connection.toString()).map(Lane::agency));
  }

  @Override
  public List<ConnectionId> overdue(Instant now, int most) {
    return database.atOnce(() ->
        rows.stream()
            .filter(Lane::open)
            .filter(lane -> lane.patience().backsOffUntil().filter(now::isBefore).isEmpty())
            .filter(lane -> lane.wanted().filter(at -> !at.isAfter(now)).isPresent())
            .sorted(Comparator.comparing(lane -> lane.wanted().orElseThrow()))
            .limit(most)
            .map(Lane::connection)
            .toList());
  }

  @Override
  public Optional<Instant> dueAt(ConnectionId connection) {
    return database.atOnce(
        () -> rows.find(connection.toString()).filter(Lane::open).flatMap(Lane::wantedAt));
  }

  @Override
  public List<DueLane> dueBefore(Instant then, int most) {
    return database.atOnce(() ->
        rows.stream()
            .filter(Lane::open)
            .flatMap(lane -> lane.wantedAt().map(at -> new DueLane(lane.connection(), at)).stream())
            .filter(lane -> lane.at().isBefore(then))
            .sorted(Comparator.comparing(DueLane::at))
            .limit(most)
            .toList());
  }
}
