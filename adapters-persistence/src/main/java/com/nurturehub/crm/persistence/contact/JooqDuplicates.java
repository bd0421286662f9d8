package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.generated.Tables.DUPLICATE;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Paging;
import com.nurturehub.crm.persistence.generated.tables.records.DuplicateRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/// Possible duplicates in PostgreSQL.
public final class JooqDuplicates implements Duplicates {

  /// In which the people of a question are kept.
  static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

  private final JooqTransactions transactions;
  private final Ids ids;

  public JooqDuplicates(JooqTransactions transactions, Ids ids) {
    this.transactions = transactions;
    this.ids = ids;
  }

  @Override
  public void propose(Set<ContactId> contacts, String reason, Instant at) {
    transactions
        .here()
        .insertInto(
            DUPLICATE,
            DUPLICATE.DUPLICATE_ID,
            DUPLICATE.CONTACTS,
            DUPLICATE.REASON,
            DUPLICATE.PROPOSED_AT)
        .values(ids.next(), sorted(contacts), reason, at)
        .onConflictDoNothing()
        .execute();
  }

  @Override
  public Slice<Proposal> open(Slice.Request request) {
    var open = DUPLICATE.KEPT_APART_AT.isNull();
    var fetched =
        transactions
            .here()
            .select(
                DUPLICATE.DUPLICATE_ID, DUPLICATE.CONTACTS, DUPLICATE.REASON, DUPLICATE.PROPOSED_AT)
            .from(DUPLICATE)
            .where(open)
            .and(Paging.after(request, DUPLICATE.DUPLICATE_ID))
            .orderBy(DUPLICATE.DUPLICATE_ID)
            .limit(Paging.limit(request))
            .fetch(row ->
                new Proposal(
                    row.get(DUPLICATE.DUPLICATE_ID),
                    Arrays.stream(row.get(DUPLICATE.CONTACTS))
                        .map(ContactId::new)
                        .collect(toUnmodifiableSet()),
                    row.get(DUPLICATE.REASON),
                    row.get(DUPLICATE.PROPOSED_AT)));
    return Paging.slice(
        fetched, request, Proposal::id, transactions.here().fetchCount(DUPLICATE, open));
  }

  @Override
  public void keepApart(Set<ContactId> contacts, Instant at) {
    transactions
        .here()
        .insertInto(
            DUPLICATE,
            DUPLICATE.DUPLICATE_ID,
            DUPLICATE.CONTACTS,
            DUPLICATE.REASON,
            DUPLICATE.PROPOSED_AT,
            DUPLICATE.KEPT_APART_AT)
        .values(ids.next(), sorted(contacts), "", at, at)
        .onConflict(DUPLICATE.AGENCY_ID, DUPLICATE.CONTACTS)
        .doUpdate()
        .set(DUPLICATE.KEPT_APART_AT, at)
        .execute();
  }

  /// A question about other people than it was; an answer that there is already stands.
  static void keep(DSLContext here, DuplicateRecord question) {
    here.insertInto(
            DUPLICATE,
            DUPLICATE.DUPLICATE_ID,
            DUPLICATE.CONTACTS,
            DUPLICATE.REASON,
            DUPLICATE.PROPOSED_AT,
            DUPLICATE.KEPT_APART_AT)
        .values(
            question.getDuplicateId(),
            question.getContacts(),
            question.getReason(),
            question.getProposedAt(),
            question.getKeptApartAt())
        .onConflict(DUPLICATE.AGENCY_ID, DUPLICATE.CONTACTS)
        .doUpdate()
        .set(
            DUPLICATE.KEPT_APART_AT,
            coalesce(DUPLICATE.KEPT_APART_AT, excluded(DUPLICATE.KEPT_APART_AT)))
        .execute();
  }

  private static UUID[] sorted(Set<ContactId> contacts) {
    return contacts.stream().map(ContactId::value).sorted(ORDER).toArray(UUID[]::new);
  }
}
