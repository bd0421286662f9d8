package com.nurturehub.crm.persistence.log;

import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.SYNC_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.log.SyncEventId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/// The sync log in PostgreSQL.
public final class JooqSyncLog implements SyncLog {

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
          SYNC_EVENT.ACTOR);

  private static final PageColumns<SyncEvent> COLUMNS =
      PageColumns.of(
          uuid("event_id", event -> event.id().value()),
          instant("at", SyncEvent::at),
          text("kind", event -> event.kind().name()),
          text("outcome", event -> event.outcome().name()),
          maybeUuid("connection_id", event -> event.connection().map(ConnectionId::value)),
          text("provider", event -> event.provider().map(CrmProvider::name).orElse(null)),
          maybeUuid("contact_id", event -> event.contact().map(ContactId::value)),
          text("external_id", event -> event.externalId().map(ExternalId::value).orElse(null)),
          text("said", SyncEvent::said),
          text("actor", event -> event.actor().orElse(null)));

  private static final String NOTE =
      "insert into sync_event (%s) select %s from %s as page"
          .formatted(COLUMNS.names(), COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;

  public JooqSyncLog(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  private static PageColumns.Column<SyncEvent> maybeUuid(
      String name, Function<SyncEvent, Optional<UUID>> value) {
    return new PageColumns.Column<>(
        name, "uuid", event -> value.apply(event).map(UUID::toString).orElse(null));
  }

  @Override
  public void note(Collection<SyncEvent> events) {
    if (!events.isEmpty()) {
      transactions.here().execute(NOTE, COLUMNS.binds(events));
    }
  }

  @Override
  public Slice<SyncEvent> list(Filter filter, Slice.Request request) {
    var meant = condition(filter);
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(SYNC_EVENT)
            .where(meant)
            .and(Paging.after(request, SYNC_EVENT.AT, SYNC_EVENT.EVENT_ID))
            .orderBy(Paging.newestFirst(SYNC_EVENT.AT, SYNC_EVENT.EVENT_ID))
            .limit(Paging.limit(request))
            .fetch(JooqSyncLog::event);
    var total =
        transactions.here().fetchCount(selectOne().from(SYNC_EVENT).where(meant).limit(COUNTED_MAX));
    return Paging.slice(fetched, request, event -> Paging.place(event.at(), event.id()), total);
  }

  @Override
  public void forgetBefore(Instant time) {
    transactions.here().deleteFrom(SYNC_EVENT).where(SYNC_EVENT.AT.lt(time)).execute();
  }

  @Override
  public void forget(ContactId person) {
    transactions
        .here()
        .deleteFrom(SYNC_EVENT)
        .where(SYNC_EVENT.CONTACT_ID.eq(person.value()))
        .execute();
  }

  private static Condition condition(Filter filter) {
    return filter
            .provider()
            .map(provider -> SYNC_EVENT.PROVIDER.eq(provider.name()))
            .orElse(noCondition())
            .and(among(SYNC_EVENT.KIND, filter.kinds()))
            .and(among(SYNC_EVENT.OUTCOME, filter.outcomes()))
            .and(filter.from().map(SYNC_EVENT.AT::ge).orElse(noCondition()))
            .and(filter.until().map(SYNC_EVENT.AT::lt).orElse(noCondition()))
            .and(filter.actor().map(SYNC_EVENT.ACTOR::eq).orElse(noCondition()))
            .and(
                filter
                    .contact()
                    .map(person -> SYNC_EVENT.CONTACT_ID.eq(person.value()))
                    .orElse(noCondition()));
  }

  private static Condition among(Field<String> field, Set<? extends Enum<?>> chosen) {
    return chosen.isEmpty()
        ? noCondition()
        : field.eq(any(chosen.stream().map(Enum::name).toArray(String[]::new)));
  }

  private static SyncEvent event(Record row) {
    return new SyncEvent(
        new SyncEventId(row.get(SYNC_EVENT.EVENT_ID)),
        row.get(SYNC_EVENT.AT),
        Kind.valueOf(row.get(SYNC_EVENT.KIND)),
        Outcome.valueOf(row.get(SYNC_EVENT.OUTCOME)),
        Optional.ofNullable(row.get(SYNC_EVENT.CONNECTION_ID)).map(ConnectionId::new),
        Optional.ofNullable(row.get(SYNC_EVENT.PROVIDER)).map(CrmProvider::valueOf),
        Optional.ofNullable(row.get(SYNC_EVENT.CONTACT_ID)).map(ContactId::new),
        Optional.ofNullable(row.get(SYNC_EVENT.EXTERNAL_ID)).map(ExternalId::new),
        row.get(SYNC_EVENT.SAID),
        Optional.ofNullable(row.get(SYNC_EVENT.ACTOR)));
  }
}
