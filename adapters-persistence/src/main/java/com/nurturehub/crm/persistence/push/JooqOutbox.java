package com.nurturehub.crm.persistence.push;

import static com.nurturehub.crm.persistence.generated.Tables.PUSH;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;

/// The outbox in PostgreSQL. However many pushes are queued or settled, it is one statement.
public final class JooqOutbox implements Outbox {

  /// What ends a push that was set aside when its contact moved on.
  private static final String NEWER = "a newer change";

  private static final Condition IS_DUE = PUSH.STATE.eq(State.DUE.name());
  private static final Condition IS_SET_ASIDE = PUSH.STATE.eq(State.SET_ASIDE.name());

  // Says in SQL what Due.joinedBy says in Java.
  private static final String QUEUE =
      """
      insert into push (%s) select %s from %s as page
      on conflict (agency_id, connection_id, contact_id) where state = 'DUE' do update set
        fields = array(select distinct unnest(push.fields || excluded.fields)),
        contested = array(select distinct unnest(push.contested || excluded.contested)),
        consents = array(select distinct unnest(push.consents || excluded.consents)),
        signals = array(select distinct unnest(push.signals || excluded.signals)),
        writes = push.writes or excluded.writes,
        urgent = push.urgent or excluded.urgent,
        uncertain = push.uncertain or excluded.uncertain,
        not_before = case when push.attempts = 0 or (excluded.urgent and not push.urgent)
          then least(push.not_before, excluded.not_before) else push.not_before end,
        revision = push.revision + excluded.revision
      returning %s
      """
          .formatted(
              PushRows.DUE.names(),
              PushRows.DUE.names(),
              PushRows.DUE.source(),
              String.join(
                  ", ", PushRows.FIELDS.stream().map(field -> "push." + field.getName()).toList()));

  /// Each settlement may forget more than one push, so that forgetting keeps up.
  private static final int FORGOTTEN_PER_SETTLEMENT = 2;

  private static final String SETTLE =
      """
      with page as materialized (select * from %s as page),
      outdated as materialized (
        select push_id from push
        where state in ('DELIVERED', 'SUPERSEDED')
          and ended_at < (select max(page.ended_at) from page) - ? * interval '1 second'
        order by ended_at limit ? for update skip locked),
      gone as (
        delete from push using outdated where push.push_id = outdated.push_id)
      update push set
        state = page.state, fields = page.fields, contested = page.contested,
        consents = page.consents, signals = page.signals, writes = page.writes,
        urgent = coalesce(page.urgent, push.urgent),
        uncertain = coalesce(page.uncertain, push.uncertain),
        attempts = coalesce(page.attempts, push.attempts),
        not_before = coalesce(page.not_before, push.not_before),
        ended_at = page.ended_at, cause = page.cause, remark = page.remark
      from page
      where push.push_id = page.push_id and push.push_id = any (?::uuid[])
        and push.state = 'DUE' and push.revision = page.revision
      returning push.contact_id
      """
          .formatted(PushRows.NEXT.source());

  private static final String BECOME =
      """
      with page as materialized (select * from %s as page)
      update push set
        state = page.state, attempts = coalesce(page.attempts, push.attempts),
        not_before = coalesce(page.not_before, push.not_before), revision = page.revision,
        ended_at = page.ended_at, cause = page.cause, remark = page.remark
      from page
      where push.push_id = page.push_id and push.push_id = any (?::uuid[])
        and push.state = 'SET_ASIDE'
      """
          .formatted(PushRows.NEXT.source());

  private final JooqTransactions transactions;

  public JooqOutbox(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Due> queue(Collection<Due> pushes) {
    if (pushes.isEmpty()) {
      return List.of();
    }
    // A statement cannot join the same push twice, so those that belong together join here; and all
    // queue in one order, so that two who queue for the same contacts wait and do not deadlock.
    var together = new LinkedHashMap<Place, Due>();
    pushes.forEach(push -> together.merge(Place.of(push), push, Due::joinedBy));
    var ordered =
        together.values().stream().sorted(comparing(push -> Place.of(push).toString())).toList();
    var stands =
        transactions
            .here()
            .resultQuery(QUEUE, PushRows.DUE.binds(ordered))
            .coerce(PushRows.FIELDS)
            .fetch(PushRows::due)
            .stream()
            .collect(toUnmodifiableMap(Place::of, Function.identity()));
    return together.keySet().stream()
        .map(place -> Objects.requireNonNull(stands.get(place)))
        .toList();
  }

  @Override
  public Map<ContactId, Due> open(ConnectionId connection, Collection<ContactId> contacts) {
    return transactions
        .here()
        .select(PushRows.FIELDS)
        .from(PUSH)
        .where(PUSH.CONNECTION_ID.eq(connection.value()))
        .and(PUSH.CONTACT_ID.eq(any(contacts.stream().map(ContactId::value).toArray(UUID[]::new))))
        .and(IS_DUE)
        .fetch(PushRows::due)
        .stream()
        .collect(toUnmodifiableMap(Due::contact, Function.identity()));
  }

  @Override
  public Set<ContactId> settle(Collection<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return Set.of();
    }
    var ordered =
        settlements.stream().sorted(comparing(one -> one.read().id().toString())).toList();
    var next =
        ordered.stream()
            .map(one -> new PushRows.Next(one.becomes(), one.read().revision()))
            .toList();
    var joined = ordered.stream().map(one -> one.read().contact()).collect(toSet());
    transactions
        .here()
        .fetch(SETTLE, binds(next, KEPT.toSeconds(), FORGOTTEN_PER_SETTLEMENT * next.size()))
        .forEach(row -> joined.remove(new ContactId(row.get("contact_id", UUID.class))));
    return joined;
  }

  @Override
  public List<Due> due(ConnectionId connection, Instant now, int most, Which which) {
    return transactions
        .here()
        .select(PushRows.FIELDS)
        .from(PUSH)
        .where(isOpen(connection, which))
        .and(PUSH.NOT_BEFORE.le(now))
        .orderBy(PUSH.URGENT.desc(), PUSH.QUEUED_AT, PUSH.PUSH_ID)
        .limit(most)
        .fetch(PushRows::due);
  }

  @Override
  public Optional<Instant> nextDue(ConnectionId connection, Which which) {
    return Optional.ofNullable(
        transactions
            .here()
            .select(min(PUSH.NOT_BEFORE))
            .from(PUSH)
            .where(isOpen(connection, which))
            .fetchSingle()
            .value1());
  }

  @Override
  public Optional<PushIntent> find(PushId id) {
    return transactions
        .here()
        .select(PushRows.FIELDS)
        .from(PUSH)
        .where(PUSH.PUSH_ID.eq(id.value()))
        .fetchOptional(PushRows::push);
  }

  /// Held until the transaction ends, so that nobody retries them meanwhile.
  @Override
  public List<SetAside> setAside(ConnectionId connection, Collection<ContactId> contacts) {
    if (contacts.isEmpty()) {
      return List.of();
    }
    return transactions
        .here()
        .select(PushRows.FIELDS)
        .from(PUSH)
        .where(PUSH.CONNECTION_ID.eq(connection.value()))
        .and(PUSH.CONTACT_ID.eq(any(contacts.stream().map(ContactId::value).toArray(UUID[]::new))))
        .and(IS_SET_ASIDE)
        .orderBy(PUSH.PUSH_ID)
        .forNoKeyUpdate()
        .fetch(row -> (SetAside) PushRows.push(row));
  }

  @Override
  public List<SetAside> setAside(ConnectionId connection, FailureCause cause, int most) {
    return transactions
        .here()
        .select(PushRows.FIELDS)
        .from(PUSH)
        .where(PUSH.CONNECTION_ID.eq(connection.value()))
        .and(IS_SET_ASIDE)
        .and(PUSH.CAUSE.eq(cause.name()))
        .orderBy(PUSH.URGENT.desc(), PUSH.PUSH_ID)
        .limit(most)
        .fetch(row -> (SetAside) PushRows.push(row));
  }

  @Override
  public void takeBack(Collection<SetAside> pushes, Instant now) {
    become(pushes.stream().map(push -> push.superseded(NEWER, now)).toList());
  }

  @Override
  public void reopen(Collection<Due> retried) {
    var open = new HashMap<Place, PushId>();
    retried.stream()
        .collect(groupingBy(Due::connection, mapping(Due::contact, toSet())))
        .forEach((connection, contacts) ->
            open(connection, contacts).values().forEach(due -> open.put(Place.of(due), due.id())));
    var reopened = new ArrayList<Due>();
    var absorbed = new ArrayList<Due>();
    var needless = new ArrayList<PushIntent>();
    for (var push : retried) {
      var other = open.putIfAbsent(Place.of(push), push.id());
      if (other == null) {
        reopened.add(push);
      } else {
        absorbed.add(push);
        needless.add(push.superseded("push " + other, push.notBefore()));
      }
    }
    become(reopened);
    queue(absorbed);
    become(needless);
  }

  @Override
  public Slice<PushIntent> list(
      Optional<State> state, Optional<ContactId> contact, Slice.Request request) {
    var inState = state.map(s -> PUSH.STATE.eq(s.name())).orElse(noCondition());
    var wanted =
        contact.map(who -> PUSH.CONTACT_ID.eq(who.value())).orElse(noCondition()).and(inState);
    var place = request.after().map(Paging.Counted::read);
    // Ids grow with time.
    var older =
        place
            .map(Paging.Counted::place)
            .map(Paging::id)
            .map(PUSH.PUSH_ID::lt)
            .orElse(noCondition());
    var fetched =
        transactions
            .here()
            .select(PushRows.FIELDS)
            .from(PUSH)
            .where(wanted)
            .and(older)
            .orderBy(PUSH.PUSH_ID.desc())
            .limit(Paging.limit(request))
            .fetch(PushRows::push);
    var total =
        place
            .map(Paging.Counted::total)
            .orElseGet(() -> (long) transactions.here().fetchCount(PUSH, wanted));
    return Paging.slice(
        fetched, request, last -> new Paging.Counted(last.id().toString(), total), total);
  }

  @Override
  public long count(ConnectionId connection, State state) {
    return transactions
        .here()
        .fetchCount(
            PUSH, PUSH.CONNECTION_ID.eq(connection.value()).and(PUSH.STATE.eq(state.name())));
  }

  @Override
  public long openWrites(ConnectionId connection) {
    return transactions
        .here()
        .fetchCount(PUSH, PUSH.CONNECTION_ID.eq(connection.value()).and(IS_DUE).and(PUSH.WRITES));
  }

  @Override
  public long writes(ConnectionId connection, Instant after) {
    var writes = PUSH.CONNECTION_ID.eq(connection.value()).and(PUSH.WRITES);
    var delivered = PUSH.STATE.eq(State.DELIVERED.name()).and(PUSH.ENDED_AT.gt(after));
    return transactions
        .here()
        .fetchCount(
            select(PUSH.CONTACT_ID)
                .from(PUSH)
                .where(writes.and(IS_DUE))
                .union(select(PUSH.CONTACT_ID).from(PUSH).where(writes.and(delivered))));
  }

  /// Where a push is queued.
  private record Place(ConnectionId connection, ContactId contact) {

    static Place of(PushIntent push) {
      return new Place(push.connection(), push.contact());
    }
  }

  /// What pushes that were set aside become.
  private void become(List<? extends PushIntent> next) {
    if (!next.isEmpty()) {
      var rows = next.stream().map(push -> new PushRows.Next(push, 1)).toList();
      transactions.here().execute(BECOME, binds(rows));
    }
  }

  private static Object[] binds(List<PushRows.Next> next, Object... terms) {
    var ids = next.stream().map(one -> one.push().id().value()).toArray(UUID[]::new);
    return Stream.of(PushRows.NEXT.binds(next), terms, new Object[] {ids})
        .flatMap(Arrays::stream)
        .toArray();
  }

  private static Condition isOpen(ConnectionId connection, Which which) {
    var open = PUSH.CONNECTION_ID.eq(connection.value()).and(IS_DUE);
    return switch (which) {
      case ALL -> open;
      case WITHOUT_WRITES -> open.and(PUSH.URGENT.isTrue().or(PUSH.WRITES.isFalse()));
    };
  }
}
