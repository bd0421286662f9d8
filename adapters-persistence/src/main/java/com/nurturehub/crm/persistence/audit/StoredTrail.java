package com.nurturehub.crm.persistence.audit;

import static com.nurturehub.crm.persistence.generated.Tables.AUDIT_ENTRY;
import static com.nurturehub.crm.persistence.generated.Tables.AUDIT_HEAD;
import static com.nurturehub.crm.persistence.generated.Tables.CONNECTION;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_AUDIT_KEY;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.nurturehub.crm.application.audit.AuditTrail.Break;
import com.nurturehub.crm.domain.audit.AuditChain;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.audit.AuditRows.Sealed;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jooq.Record3;
import org.jooq.SelectJoinStep;

/// The open transaction's agency's chain as it lies in the database, head and links.
record StoredTrail(JooqTransactions transactions, Keysets keysets) {

  private static final int BATCH = 1_000;

  /// The head, and what is wrong with it.
  record Head(AuditChain chain, Optional<Break> flaw) {}

  Head head() {
    return heads()
        .fetchOptional(this::head)
        .orElseGet(() ->
            new Head(
                AuditChain.begin(transactions.agency()),
                isBegun()
                    ? Optional.of(new Break(1, "the head of the trail is missing"))
                    : Optional.empty()));
  }

  /// Whether something is there that never comes without an entry: connecting a CRM writes the
  /// first one, and keys are made for entries only.
  private boolean isBegun() {
    var here = transactions.here();
    return here.fetchExists(CONNECTION)
        || here.fetchExists(CONTACT_LINK)
        || here.fetchExists(CONTACT_AUDIT_KEY);
  }

  /// The head, held until the transaction ends; it is made the first time.
  AuditChain heldHead() {
    return heads()
        .forUpdate()
        .fetchOptional(this::head)
        .orElseGet(() -> {
          var beginning = AuditChain.begin(transactions.agency());
          transactions
              .here()
              .insertInto(AUDIT_HEAD, AUDIT_HEAD.NUMBER, AUDIT_HEAD.HASH, AUDIT_HEAD.SEAL)
              .values(beginning.number(), beginning.hash(), seal(beginning))
              .onConflictDoNothing()
              .execute();
          return heads().forUpdate().fetchSingle(this::head);
        })
        .chain();
  }

  byte[] seal(AuditChain chain) {
    return keysets.digest(sealed(chain));
  }

  /// The next links, a bounded number at a time.
  List<AuditChain.Link> after(long number, AuditChain head) {
    return transactions
        .here()
        .select(AuditRows.FIELDS)
        .from(AUDIT_ENTRY)
        .where(AUDIT_ENTRY.NUMBER.gt(number))
        .and(AUDIT_ENTRY.NUMBER.le(head.number()))
        .orderBy(AUDIT_ENTRY.NUMBER)
        .limit(BATCH)
        .fetch(AuditRows::sealed)
        .stream()
        .map(Sealed::link)
        .toList();
  }

  /// The last entry, where there are more than the head knows of.
  Optional<Long> beyondHead() {
    var last = field(select(max(AUDIT_ENTRY.NUMBER)).from(AUDIT_ENTRY));
    var known = field(select(AUDIT_HEAD.NUMBER).from(AUDIT_HEAD));
    return transactions
        .here()
        .select(last)
        .where(last.gt(coalesce(known, val(0L))))
        .fetchOptional()
        .map(row -> row.value1());
  }

  private SelectJoinStep<Record3<Long, String, byte[]>> heads() {
    return transactions
        .here()
        .select(AUDIT_HEAD.NUMBER, AUDIT_HEAD.HASH, AUDIT_HEAD.SEAL)
        .from(AUDIT_HEAD);
  }

  private Head head(Record3<Long, String, byte[]> row) {
    var chain = new AuditChain(transactions.agency(), row.value1(), row.value2());
    var genuine =
        keysets.digests(sealed(chain)).stream()
            .anyMatch(seal -> MessageDigest.isEqual(seal, row.value3()));
    return new Head(
        chain,
        genuine
            ? Optional.empty()
            : Optional.of(new Break(chain.number(), "the head of the trail was not sealed here")));
  }

  private static String sealed(AuditChain chain) {
    return "audit head|%s|%d|%s".formatted(chain.agency(), chain.number(), chain.hash());
  }
}
