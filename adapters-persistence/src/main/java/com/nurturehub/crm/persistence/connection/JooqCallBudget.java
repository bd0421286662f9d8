package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/// The budget in PostgreSQL, by whose clock alone it goes: nodes are told how long to wait, never
/// until when. A row per allowance is updated once for everybody who waits on a node.
public final class JooqCallBudget implements CallBudget {

  private static final String BEGIN =
      """
      insert into call_budget (scope, next_at, day, used)
      values (?, to_timestamp(0), (clock_timestamp() at time zone 'UTC')::date, 0)
      on conflict do nothing
      """;

  // As many calls as fit between the next free time and the end of what this rank may see.
  private static final String TAKE =
      """
      with asked as materialized (
        select clock_timestamp() as now, ?::bigint as between_us, ?::bigint as rest_us,
          ?::bigint as ahead_us, ?::bigint as most, ?::bigint as day_max),
      stood as materialized (
        select budget.scope, asked.now, asked.between_us, asked.most, asked.day_max,
          greatest(budget.next_at, asked.now - asked.rest_us * interval '1 microsecond') as start,
          asked.now + asked.ahead_us * interval '1 microsecond' as horizon,
          (asked.now at time zone 'UTC')::date as today,
          case when budget.day = (asked.now at time zone 'UTC')::date then budget.used else 0 end
            as used
        from call_budget as budget cross join asked
        where budget.scope = ?
        for update of budget),
      fits as materialized (
        select stood.*, greatest(0, least(most,
          case when start > horizon then 0
            else 1 + floor(extract(epoch from horizon - start) * 1000000 / between_us)::bigint end,
          case when day_max = 0 then most else day_max - used end)) as calls
        from stood),
      taken as (
        update call_budget as budget
        set next_at = fits.start + fits.calls * fits.between_us * interval '1 microsecond',
          day = fits.today, used = fits.used + fits.calls
        from fits
        where budget.scope = fits.scope and fits.calls > 0)
      select calls,
        (extract(epoch from greatest(start - now, interval '0')) * 1000000)::bigint as wait_us,
        (extract(epoch from greatest(start - horizon, interval '0')) * 1000000)::bigint as over_us,
        (day_max > 0 and used >= day_max) as is_day_used,
        (extract(epoch from (today + 1)::timestamp at time zone 'UTC' - now) * 1000000)::bigint
          as tomorrow_us
      from fits
      """;

  private static final String PAUSE =
      """
      update call_budget
      set next_at = greatest(next_at, clock_timestamp() + ? * interval '1 microsecond')
      where scope = ?
      """;

  private static final String COUNT =
      """
      insert into call_use as known (agency_id, scope, day, calls)
      select agency_id, ?, (clock_timestamp() at time zone 'UTC')::date, calls
      from unnest(?::text[], ?::bigint[]) as made (agency_id, calls)
      order by agency_id
      on conflict (agency_id, scope, day) do update set calls = known.calls + excluded.calls
      """;

  private static final String SIT =
      """
      insert into call_seat as known (scope, seat, holder, until)
      select ?, free.seat, ?, clock_timestamp() + ? * interval '1 microsecond'
      from generate_series(1, ?) as free (seat)
      where not exists (
        select from call_seat as taken
        where taken.scope = ? and taken.seat = free.seat and taken.until > clock_timestamp())
      order by free.seat
      limit 1
      on conflict (scope, seat) do update set holder = excluded.holder, until = excluded.until
      where known.until <= clock_timestamp()
      returning seat
      """;

  private static final String STAY =
      """
      update call_seat set until = clock_timestamp() + ? * interval '1 microsecond'
      where scope = ? and seat = ? and holder = ? and until > clock_timestamp()
      """;

  private static final String LEAVE =
      "delete from call_seat where scope = ? and seat = ? and holder = ?";

  private static final String USAGE =
      """
      select
        coalesce((select used from call_budget where scope = ? and day = today.day), 0) as used,
        coalesce((select calls from call_use
          where agency_id = ? and scope = ? and day = today.day), 0) as by_agency,
        (select count(*) from call_use where scope = ? and day = today.day) as agencies,
        coalesce((select (extract(epoch from greatest(next_at - clock_timestamp(), interval '0'))
          * 1000000)::bigint from call_budget where scope = ?), 0) as wait_us
      from (select (clock_timestamp() at time zone 'UTC')::date as day) as today
      """;

  private final JooqTransactions transactions;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  public JooqCallBudget(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Answer take(Allowance allowance, Rank rank, int most, Map<AgencyId, Integer> made) {
    return transactions.apart(db -> {
      begin(db, allowance.scope());
      count(db, allowance.scope(), made);
      var between = micros(allowance.between());
      var dayMax = (long) allowance.perDay() * rank.percentOfDay() / 100;
      var row =
          db.fetchSingle(
              TAKE,
              between,
              between * (allowance.atOnce() - 1),
              micros(rank.ahead()),
              most,
              dayMax,
              allowance.scope());
      var calls = row.get("calls", Integer.class);
      if (calls > 0) {
        return new Answer.Room(micros(row.get("wait_us", Long.class)), calls);
      }
      return row.get("is_day_used", Boolean.class)
          ? new Answer.Full(micros(row.get("tomorrow_us", Long.class)), true)
          : new Answer.Full(micros(row.get("over_us", Long.class)), false);
    });
  }

  @Override
  public void pause(Allowance allowance, Duration length) {
    transactions.apart(db -> {
      begin(db, allowance.scope());
      return db.execute(PAUSE, micros(length), allowance.scope());
    });
  }

  @Override
  public Optional<Seat> sit(String scope, int most, UUID holder, Duration time) {
    return transactions.apart(db ->
        db.fetchOptional(SIT, scope, holder, micros(time), most, scope)
            .map(row -> new Seat(scope, row.get("seat", Integer.class), holder)));
  }

  @Override
  public boolean stay(Seat seat, Duration time) {
    return transactions.apart(
        db -> db.execute(STAY, micros(time), seat.scope(), seat.number(), seat.holder()) == 1);
  }

  @Override
  public void leave(Seat seat) {
    transactions.apart(db -> db.execute(LEAVE, seat.scope(), seat.number(), seat.holder()));
  }

  @Override
  public Usage usage(String scope, AgencyId agency) {
    return transactions.apart(db -> {
      var row = db.fetchSingle(USAGE, scope, agency.value(), scope, scope, scope);
      return new Usage(
          row.get("used", Long.class),
          row.get("by_agency", Long.class),
          row.get("agencies", Integer.class),
          micros(row.get("wait_us", Long.class)));
    });
  }

  private void begin(DSLContext db, String scope) {
    if (begun.add(scope)) {
      db.execute(BEGIN, scope);
    }
  }

  private static void count(DSLContext db, String scope, Map<AgencyId, Integer> made) {
    if (!made.isEmpty()) {
      var agencies = made.keySet().stream().map(AgencyId::value).toArray(String[]::new);
      var calls = made.values().stream().map(Integer::longValue).toArray(Long[]::new);
      db.execute(COUNT, scope, agencies, calls);
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
