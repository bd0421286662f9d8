package com.nurturehub.crm.persistence.push;

import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CHANGE_BY_HAND;
import static org.jooq.impl.DSL.any;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/// Changes by hand in PostgreSQL. What is closed stays, with who closed it.
public final class JooqHandChanges implements HandChanges {

  private static final String CLOSED_BY_ITSELF = "sync";

  private static final Condition IS_OPEN = CHANGE_BY_HAND.CLOSED_AT.isNull();

  private static final List<Field<?>> FIELDS =
      List.of(
          CHANGE_BY_HAND.CHANGE_ID,
          CHANGE_BY_HAND.CONTACT_ID,
          CHANGE_BY_HAND.CONNECTION_ID,
          CHANGE_BY_HAND.KIND,
          CHANGE_BY_HAND.WHAT,
          CHANGE_BY_HAND.VALUE,
          CHANGE_BY_HAND.SINCE);

  private static final PageColumns<Item> COLUMNS =
      PageColumns.of(
          uuid("change_id", Item::id),
          uuid("contact_id", item -> item.change().contact().value()),
          uuid("connection_id", item -> item.change().connection().value()),
          text("kind", item -> item.change().kind().name()),
          text("what", item -> item.change().what()),
          text("value", item -> item.change().value()),
          instant("since", item -> item.change().since()));

  private static final String ASK =
      """
      insert into change_by_hand (%s) select %s from %s as page
      on conflict (agency_id, connection_id, contact_id, what) where closed_at is null
      do update set kind = excluded.kind, value = excluded.value
      where change_by_hand.value <> excluded.value or change_by_hand.kind <> excluded.kind
      """
          .formatted(COLUMNS.names(), COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;
  private final Ids ids;

  public JooqHandChanges(JooqTransactions transactions, Ids ids) {
    this.transactions = transactions;
    this.ids = ids;
  }

  private record Subject(ConnectionId connection, ContactId contact, String what) {}

  @Override
  public void ask(Collection<ChangeByHand> items) {
    if (items.isEmpty()) {
      return;
    }
    // A statement cannot bring the same item up to date twice.
    var latest = new LinkedHashMap<Subject, ChangeByHand>();
    items.forEach(
        item -> latest.put(new Subject(item.connection(), item.contact(), item.what()), item));
    var rows = latest.values().stream().map(item -> new Item(ids.next(), item)).toList();
    transactions.here().execute(ASK, COLUMNS.binds(rows));
  }

  /// Looks first: a page names a subject for every field on which both sides agree, and next to
  /// none of them was ever asked about.
  @Override
  public void close(ConnectionId connection, Map<ContactId, Set<String>> agreeing, Instant at) {
    if (agreeing.isEmpty()) {
      return;
    }
    var agreed =
        transactions
            .here()
            .select(FIELDS)
            .from(CHANGE_BY_HAND)
            .where(CHANGE_BY_HAND.CONNECTION_ID.eq(connection.value()))
            .and(
                CHANGE_BY_HAND.CONTACT_ID.eq(
                    any(agreeing.keySet().stream().map(ContactId::value).toArray(UUID[]::new))))
            .and(IS_OPEN)
            .fetch(JooqHandChanges::item)
            .stream()
            .filter(item ->
                agreeing
                    .getOrDefault(item.change().contact(), Set.of())
                    .contains(item.change().what()))
            .map(Item::id)
            .toArray(UUID[]::new);
    if (agreed.length > 0) {
      close(CHANGE_BY_HAND.CHANGE_ID.eq(any(agreed)), CLOSED_BY_ITSELF, at);
    }
  }

  @Override
  public Optional<Item> find(UUID id) {
    return transactions
        .here()
        .select(FIELDS)
        .from(CHANGE_BY_HAND)
        .where(CHANGE_BY_HAND.CHANGE_ID.eq(id))
        .and(IS_OPEN)
        .fetchOptional(JooqHandChanges::item);
  }

  @Override
  public boolean done(UUID id, String actor, Instant at) {
    return close(CHANGE_BY_HAND.CHANGE_ID.eq(id), actor, at) > 0;
  }

  /// The oldest first.
  @Override
  public Slice<Item> open(Slice.Request request) {
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(CHANGE_BY_HAND)
            .where(IS_OPEN)
            .and(Paging.after(request, CHANGE_BY_HAND.CHANGE_ID))
            .orderBy(CHANGE_BY_HAND.CHANGE_ID)
            .limit(Paging.limit(request))
            .fetch(JooqHandChanges::item);
    var total = transactions.here().fetchCount(CHANGE_BY_HAND, IS_OPEN);
    return Paging.slice(fetched, request, Item::id, total);
  }

  private int close(Condition which, String by, Instant at) {
    return transactions
        .here()
        .update(CHANGE_BY_HAND)
        .set(CHANGE_BY_HAND.CLOSED_AT, at)
        .set(CHANGE_BY_HAND.CLOSED_BY, by)
        .where(which)
        .and(IS_OPEN)
        .execute();
  }

  private static Item item(Record row) {
    return new Item(
        row.get(CHANGE_BY_HAND.CHANGE_ID),
        new ChangeByHand(
            new ContactId(row.get(CHANGE_BY_HAND.CONTACT_ID)),
            new ConnectionId(row.get(CHANGE_BY_HAND.CONNECTION_ID)),
            ChangeByHand.Kind.valueOf(row.get(CHANGE_BY_HAND.KIND)),
            row.get(CHANGE_BY_HAND.WHAT),
            row.get(CHANGE_BY_HAND.VALUE),
            row.get(CHANGE_BY_HAND.SINCE)));
  }
}
