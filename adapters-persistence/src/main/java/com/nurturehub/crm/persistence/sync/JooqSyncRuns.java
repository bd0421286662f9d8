package com.nurturehub.crm.persistence.sync;

import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static com.nurturehub.crm.persistence.generated.Tables.SYNC_RUN;
import static com.nurturehub.crm.persistence.generated.Tables.WATERMARK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Watermark;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Paging;
import com.nurturehub.crm.persistence.link.LinkRows;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;

/// Runs and watermarks in PostgreSQL, and what a full pass has come across: a few ranges of link
/// numbers per page, which melt together when they are asked about.
public final class JooqSyncRuns implements SyncRuns {

  private static final String SAW =
      """
      insert into sync_seen (run_id, links)
      select ?, range_agg(int8range(seen.link_number, seen.link_number, '[]'))
      from unnest(?::text[]) as page (external_id)
      cross join lateral (
        select link.link_number from contact_link as link
        where link.connection_id = ? and link.external_id = page.external_id
        limit 1) as seen
      having count(*) > 0
      """;

  private static final String NOT_SEEN =
      """
      not (select coalesce(range_agg(seen.links), '{}') from sync_seen as seen where seen.run_id = ?)
        @> contact_link.link_number
      """;

  private final JooqTransactions transactions;

  public JooqSyncRuns(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Running> running(ConnectionId connection) {
    return transactions
        .here()
        .select(SyncRunRows.FIELDS)
        .from(SYNC_RUN)
        .where(SYNC_RUN.CONNECTION_ID.eq(connection.value()))
        .and(SYNC_RUN.STATE.eq(SyncRunRows.RUNNING))
        .fetchOptional(SyncRunRows::running);
  }

  @Override
  public Optional<SyncRun> latest(ConnectionId connection) {
    return transactions
        .here()
        .select(SyncRunRows.FIELDS)
        .from(SYNC_RUN)
        .where(SYNC_RUN.CONNECTION_ID.eq(connection.value()))
        .orderBy(Paging.newestFirst(SYNC_RUN.STARTED_AT, SYNC_RUN.RUN_ID))
        .limit(1)
        .fetchOptional(SyncRunRows::run);
  }

  @Override
  public Optional<SyncRun> find(SyncRunId id) {
    return transactions
        .here()
        .select(SyncRunRows.FIELDS)
        .from(SYNC_RUN)
        .where(SYNC_RUN.RUN_ID.eq(id.value()))
        .fetchOptional(SyncRunRows::run);
  }

  @Override
  public void keep(SyncRun run) {
    var values = SyncRunRows.values(run);
    transactions
        .here()
        .insertInto(SYNC_RUN)
        .set(SYNC_RUN.RUN_ID, run.id().value())
        .set(SYNC_RUN.CONNECTION_ID, run.connection().value())
        .set(SYNC_RUN.PASS, run.pass().name())
        .set(SYNC_RUN.STARTED_AT, run.startedAt())
        .set(SYNC_RUN.POSITION, "")
        .set(values)
        .onConflict(SYNC_RUN.AGENCY_ID, SYNC_RUN.RUN_ID)
        .doUpdate()
        .set(values)
        .execute();
  }

  /// The newest first.
  @Override
  public Slice<SyncRun> list(Collection<ConnectionId> connections, Slice.Request request) {
    var wanted =
        SYNC_RUN.CONNECTION_ID.eq(
            any(connections.stream().map(ConnectionId::value).toArray(UUID[]::new)));
    var fetched =
        transactions
            .here()
            .select(SyncRunRows.FIELDS)
            .from(SYNC_RUN)
            .where(wanted)
            .and(Paging.after(request, SYNC_RUN.STARTED_AT, SYNC_RUN.RUN_ID))
            .orderBy(Paging.newestFirst(SYNC_RUN.STARTED_AT, SYNC_RUN.RUN_ID))
            .limit(Paging.limit(request))
            .fetch(SyncRunRows::run);
    var total = transactions.here().fetchCount(SYNC_RUN, wanted);
    return Paging.slice(fetched, request, run -> Paging.place(run.startedAt(), run.id()), total);
  }

  /// Held until the transaction ends: it is read to be written anew, by the lane and by people.
  @Override
  public Watermark watermark(ConnectionId connection) {
    return transactions
        .here()
        .select(
            WATERMARK.CHANGES_SINCE,
            WATERMARK.FULL_PASS_AT,
            WATERMARK.REQUESTED_AT,
            WATERMARK.REQUESTED_PASS)
        .from(WATERMARK)
        .where(WATERMARK.CONNECTION_ID.eq(connection.value()))
        .forNoKeyUpdate()
        .fetchOptional(row ->
            new Watermark(
                connection,
                Optional.ofNullable(row.get(WATERMARK.CHANGES_SINCE)),
                Optional.ofNullable(row.get(WATERMARK.FULL_PASS_AT)),
                Optional.ofNullable(row.get(WATERMARK.REQUESTED_AT)),
                Pass.valueOf(row.get(WATERMARK.REQUESTED_PASS))))
        .orElseGet(() -> Watermark.none(connection));
  }

  @Override
  public void keep(Watermark watermark) {
    transactions
        .here()
        .insertInto(WATERMARK)
        .set(WATERMARK.CONNECTION_ID, watermark.connection().value())
        .set(WATERMARK.CHANGES_SINCE, watermark.changesSince().orElse(null))
        .set(WATERMARK.FULL_PASS_AT, watermark.fullPassAt().orElse(null))
        .set(WATERMARK.REQUESTED_AT, watermark.requestedAt().orElse(null))
        .set(WATERMARK.REQUESTED_PASS, watermark.requestedPass().name())
        .onConflict(WATERMARK.AGENCY_ID, WATERMARK.CONNECTION_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  @Override
  public void saw(Running run, Collection<ExternalId> ids) {
    var external = ids.stream().map(ExternalId::value).distinct().toArray(String[]::new);
    transactions.here().execute(SAW, run.id().value(), external, run.connection().value());
  }

  @Override
  public long unseen(Running run) {
    return transactions.here().fetchCount(CONTACT_LINK, isUnseen(run));
  }

  @Override
  public List<ContactLink> unseen(Running run, Optional<ExternalId> after, int most) {
    return transactions
        .here()
        .select(LinkRows.FIELDS)
        .from(CONTACT_LINK)
        .where(isUnseen(run))
        .and(after.map(id -> CONTACT_LINK.EXTERNAL_ID.gt(id.value())).orElse(noCondition()))
        .orderBy(CONTACT_LINK.EXTERNAL_ID)
        .limit(most)
        .fetch(LinkRows::link);
  }

  @Override
  public void forget(Running run) {
    transactions.here().execute("delete from sync_seen where run_id = ?", run.id().value());
  }

  private static Condition isUnseen(Running run) {
    return CONTACT_LINK
        .CONNECTION_ID
        .eq(run.connection().value())
        .and(CONTACT_LINK.PRESENCE.ne(Presence.GONE.name()))
        .and(condition(NOT_SEEN, run.id().value()));
  }
}
