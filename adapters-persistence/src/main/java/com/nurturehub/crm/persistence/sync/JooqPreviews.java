package com.nurturehub.crm.persistence.sync;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.texts;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static com.nurturehub.crm.persistence.generated.Tables.PUSH;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Select;

/// What meeting a CRM came to, from links and open pushes in PostgreSQL. Each answer is one or two
/// statements, however many contacts there are.
public final class JooqPreviews implements Previews {

  private static final PageColumns<Map.Entry<ExternalId, Match>> MATCHES =
      PageColumns.of(
          text("external_id", entry -> entry.getKey().value()),
          text("matched_by", entry -> entry.getValue().ground().name()),
          texts("taken", entry -> entry.getValue().taken().stream().sorted().toList()));

  private static final String MATCHED =
      """
      with page as materialized (select * from %s as page)
      update contact_link set matched_by = page.matched_by, taken = page.taken
      from page
      where contact_link.external_id = page.external_id and contact_link.connection_id = ?
        and contact_link.external_id = any (?::text[])
      """
          .formatted(MATCHES.source());

  private static final String COUNTS =
      """
      with told as (
        select push.writes or push.consents <> '{}' as changes, push.urgent, exists (
          select from contact_link as link
          where link.contact_id = push.contact_id
            and link.connection_id is not distinct from {0}) as known
        from push where push.connection_id = {0} and push.state = 'DUE'),
      there as (
        select count(*) filter (where not known) as created_there,
          count(*) filter (where known and changes) as changed_there,
          count(*) filter (where known and not changes) as scores_there,
          count(*) filter (where known and urgent) as opt_outs
        from told),
      here as (
        select count(*) as linked, count(*) filter (where taken <> '{}') as changed_here
        from contact_link where connection_id = {0} and matched_by is not null),
      everybody as (
        select coalesce((select links from link_count where connection_id = {0}), 0) as links)
      select everybody.links - here.linked as created_here, here.*, there.*
      from there, here, everybody
      """;

  private final JooqTransactions transactions;

  public JooqPreviews(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void matched(ConnectionId connection, Map<ExternalId, Match> matches) {
    if (!matches.isEmpty()) {
      var page = Arrays.stream(MATCHES.binds(matches.entrySet()));
      var ids = matches.keySet().stream().map(ExternalId::value).toArray(String[]::new);
      transactions
          .here()
          .execute(MATCHED, Stream.concat(page, Stream.of(connection.value(), ids)).toArray());
    }
  }

  @Override
  public Counts count(ConnectionId connection) {
    return transactions
        .here()
        .resultQuery(COUNTS, val(connection.value()))
        .fetchSingle(row ->
            new Counts(
                row.get("created_here", Long.class),
                row.get("linked", Long.class),
                row.get("changed_here", Long.class),
                row.get("created_there", Long.class),
                row.get("changed_there", Long.class),
                row.get("scores_there", Long.class),
                row.get("opt_outs", Long.class)));
  }

  @Override
  public Slice<Item> list(ConnectionId connection, Part part, Slice.Request request) {
    return switch (part) {
      case LINKED -> linked(connection, request);
      case CREATED_THERE -> told(notExists(linkOf(connection)), connection, request);
      case CHANGED_THERE ->
          told(
              exists(linkOf(connection))
                  .and(condition(PUSH.WRITES).or(cardinality(PUSH.CONSENTS).gt(0))),
              connection,
              request);
    };
  }

  private static Select<?> linkOf(ConnectionId connection) {
    return selectOne()
        .from(CONTACT_LINK)
        .where(CONTACT_LINK.CONTACT_ID.eq(PUSH.CONTACT_ID))
        .and(CONTACT_LINK.CONNECTION_ID.isNotDistinctFrom(connection.value()));
  }

  private Slice<Item> linked(ConnectionId connection, Slice.Request request) {
    var meant =
        CONTACT_LINK.CONNECTION_ID.eq(connection.value()).and(CONTACT_LINK.MATCHED_BY.isNotNull());
    var fetched =
        transactions
            .here()
            .select(CONTACT_LINK.CONTACT_ID, CONTACT_LINK.MATCHED_BY, CONTACT_LINK.TAKEN)
            .from(CONTACT_LINK)
            .where(meant)
            .and(Paging.after(request, CONTACT_LINK.CONTACT_ID))
            .orderBy(CONTACT_LINK.CONTACT_ID)
            .limit(Paging.limit(request))
            .fetch(JooqPreviews::match);
    var total = transactions.here().fetchCount(CONTACT_LINK, meant);
    return Paging.slice(fetched, request, Item::contact, total);
  }

  private Slice<Item> told(Condition which, ConnectionId connection, Slice.Request request) {
    var meant =
        PUSH.CONNECTION_ID.eq(connection.value()).and(PUSH.STATE.eq(State.DUE.name())).and(which);
    var fetched =
        transactions
            .here()
            .select(PUSH.CONTACT_ID, PUSH.FIELDS, PUSH.CONSENTS)
            .from(PUSH)
            .where(meant)
            .and(Paging.after(request, PUSH.CONTACT_ID))
            .orderBy(PUSH.CONTACT_ID)
            .limit(Paging.limit(request))
            .fetch(JooqPreviews::push);
    var total = transactions.here().fetchCount(PUSH, meant);
    return Paging.slice(fetched, request, Item::contact, total);
  }

  private static Item match(Record row) {
    return new Item(
        new ContactId(row.get(CONTACT_LINK.CONTACT_ID)),
        each(row.get(CONTACT_LINK.TAKEN), ContactField::valueOf),
        Set.of(),
        Optional.of(Match.Ground.valueOf(row.get(CONTACT_LINK.MATCHED_BY))));
  }

  private static Item push(Record row) {
    return new Item(
        new ContactId(row.get(PUSH.CONTACT_ID)),
        each(row.get(PUSH.FIELDS), ContactField::valueOf),
        each(row.get(PUSH.CONSENTS), Channel::valueOf),
        Optional.empty());
  }

  private static <E> Set<E> each(String[] names, Function<String, E> valueOf) {
    return Arrays.stream(names).map(valueOf).collect(toUnmodifiableSet());
  }
}
