package com.nurturehub.crm.persistence.log;

import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static com.nurturehub.crm.persistence.generated.Tables.SYNC_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.log.SyncEventId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.OnePerson;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/// The sync log in PostgreSQL, for as long as `kept`.
public final class JooqSyncLog implements SyncLog {

  /// Each event may take more than one old one with it, so that forgetting keeps up.
  private static final int FORGOTTEN_PER_EVENT = 2;

  private static final List<Field<?>> FIELDS =
      List.of(
          SYNC_EVENT.EVENT_ID,
          SYNC_EVENT.AT,
          SYNC_EVENT.KIND,
          SYNC_EVENT.OUTCOME,
          SYNC_EVENT.CONNECTION_ID,
          SYNC_EVENT.PROVIDER,
          SYNC_EVENT.CONTACT_ID,
          SYNC_EVENT.EXTERNAL_ID,
          SYNC_EVENT.SAID,
          SYNC_EVENT.ERROR,
          SYNC_EVENT.ACTOR);

  private static final PageColumns<SyncEvent> COLUMNS =
      PageColumns.of(
          uuid("event_id", event -> event.id().value()),
          instant("at", SyncEvent::at),
          text("kind", event -> event.kind().name()),
          text("outcome", event -> event.result().outcome().name()),
          maybeUuid(
              "connection_id", event -> event.subject().connection().map(ConnectionId::value)),
          text("provider", event -> event.subject().provider().map(Enum::name).orElse(null)),
          maybeUuid("contact_id", event -> event.subject().contact().map(ContactId::value)),
          text(
              "external_id",
              event -> event.subject().externalId().map(ExternalId::value).orElse(null)),
          text("said", event -> event.result().said()),
          text("error", event -> event.result().error().map(Enum::name).orElse(null)),
          text("actor", event -> event.actor().orElse(null)));

  private static final String NOTE =
      """
      with outdated as materialized (
        select event_id, at from sync_event where at < ?::timestamptz
        order by at limit ? for update skip locked),
      gone as (
        delete from sync_event using outdated
        where sync_event.at = outdated.at and sync_event.event_id = outdated.event_id)
      insert into sync_event (%1$s)
      select page.event_id, page.at, page.kind, page.outcome, page.connection_id, page.provider,
        coalesce(page.contact_id, (
          select link.contact_id from contact_link as link
          where link.connection_id = page.connection_id
            and link.external_id = page.external_id)),
        case when page.contact_id is null then page.external_id
        else (
          select coalesce(page.external_id, (
            select link.external_id from contact_link as link
            where link.connection_id = page.connection_id
              and link.contact_id = page.contact_id))
          from contact where contact.contact_id = page.contact_id) end,
        page.said, page.error, page.actor
      from %2$s as page
      """
          .formatted(COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;
  private final Duration kept;

  public JooqSyncLog(JooqTransactions transactions, Duration kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  private static PageColumns.Column<SyncEvent> maybeUuid(
      String name, Function<SyncEvent, Optional<UUID>> value) {
    return new PageColumns.Column<>(
        name, "uuid", event -> value.apply(event).map(UUID::toString).orElse(null));
  }

  @Override
  public void note(Collection<SyncEvent> events) {
    var latest = events.stream().map(SyncEvent::at).max(Comparator.naturalOrder());
    if (latest.isEmpty()) {
      return;
    }
    var terms =
        Stream.<Object>of(latest.get().minus(kept).toString(), FORGOTTEN_PER_EVENT * events.size());
    var binds = Stream.concat(terms, Arrays.stream(COLUMNS.binds(events))).toArray();
    transactions.here().execute(NOTE, binds);
  }

  @Override
  public Slice<SyncEvent> list(Filter filter, Slice.Request request) {
    var meant = condition(filter);
    var place = request.after().map(Paging.Counted::read);
    var older =
        place
            .map(Paging.Counted::place)
            .map(newer -> Paging.olderThan(newer, SYNC_EVENT.AT, SYNC_EVENT.EVENT_ID))
            .orElse(noCondition());
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(SYNC_EVENT)
            .where(meant)
            .and(older)
            .orderBy(SYNC_EVENT.AT.desc(), SYNC_EVENT.EVENT_ID.desc())
            .limit(Paging.limit(request))
            .fetch(JooqSyncLog::event);
    var total = place.map(Paging.Counted::total).orElseGet(() -> count(meant));
    return Paging.slice(
        fetched,
        request,
        last -> new Paging.Counted(Paging.place(last.at(), last.id()), total),
        total);
  }

  private long count(Condition meant) {
    return transactions
        .here()
        .fetchCount(selectOne().from(SYNC_EVENT).where(meant).limit(COUNTED_MAX));
  }

  @Override
  public void forget(ContactId person) {
    var records =
        select(CONTACT_LINK.CONNECTION_ID, CONTACT_LINK.EXTERNAL_ID)
            .from(CONTACT_LINK)
            .where(CONTACT_LINK.CONTACT_ID.eq(person.value()));
    var isOfARecord = row(SYNC_EVENT.CONNECTION_ID, SYNC_EVENT.EXTERNAL_ID).in(records);
    transactions
        .here()
        .deleteFrom(SYNC_EVENT)
        .where(isAbout(person))
        .or(SYNC_EVENT.CONTACT_ID.isNull().and(isOfARecord))
        .execute();
  }

  private Condition isAbout(ContactId person) {
    return SYNC_EVENT.CONTACT_ID.eq(any(OnePerson.ids(transactions, person)));
  }

  private Condition condition(Filter filter) {
    return filter
        .provider()
        .map(provider -> SYNC_EVENT.PROVIDER.eq(provider.name()))
        .orElse(noCondition())
        .and(among(SYNC_EVENT.KIND, filter.kinds(), Kind.values().length))
        .and(among(SYNC_EVENT.OUTCOME, filter.outcomes(), Outcome.values().length))
        .and(filter.from().map(SYNC_EVENT.AT::ge).orElse(noCondition()))
        .and(filter.until().map(SYNC_EVENT.AT::lt).orElse(noCondition()))
        .and(filter.contact().map(this::isAbout).orElse(noCondition()))
        .and(filter.doer() == Doer.PEOPLE ? SYNC_EVENT.ACTOR.isNotNull() : noCondition());
  }

  private static Condition among(Field<String> field, Set<? extends Enum<?>> some, int all) {
    return some.size() == all
        ? noCondition()
        : field.eq(any(some.stream().map(Enum::name).toArray(String[]::new)));
  }

  private static SyncEvent event(Record row) {
    return new SyncEvent(
        new SyncEventId(row.get(SYNC_EVENT.EVENT_ID)),
        row.get(SYNC_EVENT.AT),
        Kind.valueOf(row.get(SYNC_EVENT.KIND)),
        new Subject(
            Optional.ofNullable(row.get(SYNC_EVENT.CONNECTION_ID)).map(ConnectionId::new),
            Optional.ofNullable(row.get(SYNC_EVENT.PROVIDER)).map(CrmProvider::valueOf),
            Optional.ofNullable(row.get(SYNC_EVENT.CONTACT_ID)).map(ContactId::new),
            Optional.ofNullable(row.get(SYNC_EVENT.EXTERNAL_ID)).map(ExternalId::new)),
        new Result(
            Outcome.valueOf(row.get(SYNC_EVENT.OUTCOME)),
            row.get(SYNC_EVENT.SAID),
            Optional.ofNullable(row.get(SYNC_EVENT.ERROR)).map(FailureCause::valueOf)),
        Optional.ofNullable(row.get(SYNC_EVENT.ACTOR)));
  }
}
