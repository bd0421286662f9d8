package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The budget of all nodes that share this object.
public final class InMemoryCallBudget implements CallBudget {

  private final InstantSource clock;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Map<Integer, Taken>> seats = new HashMap<>();
  private final Map<Use, Long> uses = new HashMap<>();

  public InMemoryCallBudget(InstantSource clock) {
    this.clock = clock;
  }

  private record Account(Instant next, LocalDate day, long used) {

    long used(LocalDate today) {
      return day.equals(today) ? used : 0;
    }
  }

  private record Taken(UUID holder, Instant until) {}

  private record Use(AgencyId agency, String scope, LocalDate day) {}

  @Override
  public synchronized Answer take(
      Allowance allowance, Rank rank, int most, Map<AgencyId, Integer> made) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    made.forEach((agency, calls) ->
        uses.merge(new Use(agency, allowance.scope(), today), (long) calls, Long::sum));
    var account = accounts.getOrDefault(allowance.scope(), new Account(Instant.EPOCH, today, 0));
    var rested = now.minus(allowance.between().multipliedBy(allowance.atOnce() - 1L));
    var start = account.next().isBefore(rested) ? rested : account.next();
    var horizon = now.plus(rank.ahead());
    var fits =
        start.isAfter(horizon)
            ? 0
            : 1 + Duration.between(start, horizon).toNanos() / allowance.between().toNanos();
    var used = account.used(today);
    var dayMax = (long) allowance.perDay() * rank.percentOfDay() / 100;
    var left = allowance.perDay() == 0 ? most : Math.max(0, dayMax - used);
    var calls = Math.min(most, Math.min(fits, left));
    if (calls > 0) {
      accounts.put(
          allowance.scope(),
          new Account(start.plus(allowance.between().multipliedBy(calls)), today, used + calls));
      return new Answer.Room(atLeastNothing(Duration.between(now, start)), (int) calls);
    }
    return left == 0
        ? new Answer.Full(
            Duration.between(now, today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)), true)
        : new Answer.Full(atLeastNothing(Duration.between(horizon, start)), false);
  }

  @Override
  public synchronized void pause(Allowance allowance, Duration length) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var account = accounts.getOrDefault(allowance.scope(), new Account(now, today, 0));
    var until = now.plus(length);
    if (account.next().isBefore(until)) {
      accounts.put(allowance.scope(), new Account(until, account.day(), account.used()));
    }
  }

  @Override
  public synchronized Optional<Seat> sit(String scope, int most, UUID holder, Duration time) {
    var now = clock.instant();
    var taken = at(scope);
    taken.values().removeIf(one -> !one.until().isAfter(now));
    for (var number = 1; number <= most; number++) {
      if (!taken.containsKey(number)) {
        taken.put(number, new Taken(holder, now.plus(time)));
        return Optional.of(new Seat(scope, number, holder));
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized boolean stay(Seat seat, Duration time) {
    var now = clock.instant();
    var held = held(seat).filter(one -> one.until().isAfter(now));
    held.ifPresent(
        _ -> at(seat.scope()).put(seat.number(), new Taken(seat.holder(), now.plus(time))));
    return held.isPresent();
  }

  @Override
  public synchronized void leave(Seat seat) {
    held(seat).ifPresent(_ -> at(seat.scope()).remove(seat.number()));
  }

  private Map<Integer, Taken> at(String scope) {
    return seats.computeIfAbsent(scope, _ -> new HashMap<>());
  }

  private Optional<Taken> held(Seat seat) {
    return Optional.ofNullable(at(seat.scope()).get(seat.number()))
        .filter(one -> one.holder().equals(seat.holder()));
  }

  @Override
  public synchronized Usage usage(String scope, AgencyId agency) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var account = accounts.getOrDefault(scope, new Account(now, today, 0));
    var agencies =
        uses.keySet().stream()
            .filter(use -> use.scope().equals(scope) && use.day().equals(today))
            .count();
    return new Usage(
        account.used(today),
        uses.getOrDefault(new Use(agency, scope, today), 0L),
        (int) agencies,
        atLeastNothing(Duration.between(now, account.next())));
  }

  private static Duration atLeastNothing(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
