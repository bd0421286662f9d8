package com.nurturehub.crm.persistence.sync;

import static com.nurturehub.crm.persistence.generated.Tables.APPROVAL;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Paging;
import com.nurturehub.crm.persistence.generated.tables.records.ApprovalRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.Record;

/// Questions and their answers in PostgreSQL.
public final class JooqApprovals implements Approvals {

  private static final Condition IS_OPEN = APPROVAL.ANSWER.eq(Answer.NONE.name());

  private static final List<Field<?>> FIELDS =
      List.of(
          APPROVAL.APPROVAL_ID,
          APPROVAL.CONNECTION_ID,
          APPROVAL.KIND,
          APPROVAL.AFFECTED,
          APPROVAL.OUT_OF,
          APPROVAL.ASKED_AT,
          APPROVAL.ANSWER,
          APPROVAL.USED_UP);

  private final JooqTransactions transactions;

  public JooqApprovals(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Question ask(Question question) {
    return inserting(question)
        .onConflict(APPROVAL.AGENCY_ID, APPROVAL.CONNECTION_ID, APPROVAL.KIND)
        .where(IS_OPEN)
        .doUpdate()
        .set(APPROVAL.AFFECTED, question.affected())
        .set(APPROVAL.OUT_OF, question.all())
        .returning(FIELDS)
        .fetchSingle(JooqApprovals::question);
  }

  @Override
  public Optional<Question> latest(ConnectionId connection, Kind kind) {
    return transactions
        .here()
        .select(FIELDS)
        .from(APPROVAL)
        .where(APPROVAL.CONNECTION_ID.eq(connection.value()))
        .and(APPROVAL.KIND.eq(kind.name()))
        .orderBy(APPROVAL.ASKED_AT.desc(), APPROVAL.APPROVAL_ID.desc())
        .limit(1)
        .forNoKeyUpdate()
        .fetchOptional(JooqApprovals::question);
  }

  /// Held until the transaction ends, so that a question is answered once.
  @Override
  public Optional<Question> find(UUID id) {
    return transactions
        .here()
        .select(FIELDS)
        .from(APPROVAL)
        .where(APPROVAL.APPROVAL_ID.eq(id))
        .forNoKeyUpdate()
        .fetchOptional(JooqApprovals::question);
  }

  @Override
  public void keep(Question question) {
    inserting(question)
        .onConflict(APPROVAL.AGENCY_ID, APPROVAL.APPROVAL_ID)
        .doUpdate()
        .set(APPROVAL.AFFECTED, question.affected())
        .set(APPROVAL.OUT_OF, question.all())
        .set(APPROVAL.ANSWER, question.answer().name())
        .set(APPROVAL.USED_UP, question.usedUp())
        .execute();
  }

  /// The newest first.
  @Override
  public Slice<Question> open(Slice.Request request) {
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(APPROVAL)
            .where(IS_OPEN)
            .and(Paging.after(request, APPROVAL.ASKED_AT, APPROVAL.APPROVAL_ID))
            .orderBy(Paging.newestFirst(APPROVAL.ASKED_AT, APPROVAL.APPROVAL_ID))
            .limit(Paging.limit(request))
            .fetch(JooqApprovals::question);
    var total = transactions.here().fetchCount(APPROVAL, IS_OPEN);
    return Paging.slice(
        fetched, request, asked -> Paging.place(asked.askedAt(), asked.id()), total);
  }

  private InsertSetMoreStep<ApprovalRecord> inserting(Question question) {
    return transactions
        .here()
        .insertInto(APPROVAL)
        .set(APPROVAL.APPROVAL_ID, question.id())
        .set(APPROVAL.CONNECTION_ID, question.connection().value())
        .set(APPROVAL.KIND, question.kind().name())
        .set(APPROVAL.AFFECTED, question.affected())
        .set(APPROVAL.OUT_OF, question.all())
        .set(APPROVAL.ASKED_AT, question.askedAt())
        .set(APPROVAL.ANSWER, question.answer().name())
        .set(APPROVAL.USED_UP, question.usedUp());
  }

  private static Question question(Record row) {
    return new Question(
        row.get(APPROVAL.APPROVAL_ID),
        new ConnectionId(row.get(APPROVAL.CONNECTION_ID)),
        Kind.valueOf(row.get(APPROVAL.KIND)),
        row.get(APPROVAL.AFFECTED),
        row.get(APPROVAL.OUT_OF),
        row.get(APPROVAL.ASKED_AT),
        Answer.valueOf(row.get(APPROVAL.ANSWER)),
        row.get(APPROVAL.USED_UP));
  }
}
