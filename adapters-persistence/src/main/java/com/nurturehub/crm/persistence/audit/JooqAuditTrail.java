package com.nurturehub.crm.persistence.audit;

import static com.nurturehub.crm.persistence.generated.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.audit.AuditChain;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.OnePerson;
import com.nurturehub.crm.persistence.Paging;
import com.nurturehub.crm.persistence.audit.AuditRows.Sealed;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The audit trail in PostgreSQL. Who appends holds the agency's head until the transaction ends,
/// so everything that can be done before that is.
public final class JooqAuditTrail implements AuditTrail {

  private static final String APPEND =
      """
      with entries as (insert into audit_entry (%s) select %s from %s as page)
      update audit_head set number = ?, hash = ?, seal = ?
      """
          .formatted(
              AuditRows.COLUMNS.names(), AuditRows.COLUMNS.names(), AuditRows.COLUMNS.source());

  private final JooqTransactions transactions;
  private final StoredTrail trail;
  private final PersonalValues values;

  public JooqAuditTrail(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.trail = new StoredTrail(transactions, keysets);
    this.values = new PersonalValues(transactions, keysets);
  }

  @Override
  public void append(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    var sealed = sealed(entries);
    var chain = trail.heldHead();
    var rows = new ArrayList<Sealed>();
    for (var i = 0; i < entries.size(); i++) {
      var versions = sealed.get(i);
      var link = chain.next(entries.get(i), versions.map(AuditChain::digest).orElse(""));
      rows.add(new Sealed(link, versions));
      chain = chain.with(link);
    }
    var head = Stream.<Object>of(chain.number(), chain.hash(), trail.seal(chain));
    var binds = Stream.concat(Arrays.stream(AuditRows.COLUMNS.binds(rows)), head).toArray();
    transactions.here().execute(APPEND, binds);
  }

  /// The newest first.
  @Override
  public Slice<Entry> list(Optional<ContactId> about, Slice.Request request) {
    var wanted =
        about
            .map(person -> AUDIT_ENTRY.CONTACT_ID.eq(any(OnePerson.ids(transactions, person))))
            .orElse(noCondition());
    var fetched =
        transactions
            .here()
            .select(AuditRows.FIELDS)
            .from(AUDIT_ENTRY)
            .where(wanted)
            .and(Paging.beforeNumber(request, AUDIT_ENTRY.NUMBER))
            .orderBy(AUDIT_ENTRY.NUMBER.desc())
            .limit(Paging.limit(request))
            .fetch(AuditRows::sealed);
    var total = transactions.here().fetchCount(AUDIT_ENTRY, wanted);
    return Paging.slice(opened(fetched), request, Entry::number, total);
  }

  @Override
  public Optional<Entry> find(AuditEntryId id) {
    var found =
        transactions
            .here()
            .select(AuditRows.FIELDS)
            .from(AUDIT_ENTRY)
            .where(AUDIT_ENTRY.ENTRY_ID.eq(id.value()))
            .fetch(AuditRows::sealed);
    return opened(found).stream().findFirst();
  }

  @Override
  public Proof verify() {
    var head = trail.head();
    var walk = new ChainWalk(transactions.agency());
    var batch = trail.after(walk.number(), head.chain());
    while (!batch.isEmpty() && !walk.isBroken()) {
      batch.forEach(walk::follow);
      batch = trail.after(walk.number(), head.chain());
    }
    var proof = walk.conclude(head.chain());
    if (!proof.intact()) {
      return proof;
    }
    return head.flaw()
        .map(
            flaw -> new Proof(false, head.chain().number(), head.chain().hash(), Optional.of(flaw)))
        .orElseGet(() -> beyond(head.chain(), proof));
  }

  private Proof beyond(AuditChain head, Proof proof) {
    return trail
        .beyondHead()
        .map(last -> broken(head, last, "the head of the trail does not know of it"))
        .orElse(proof);
  }

  @Override
  public void forget(ContactId person) {
    values.forget(person);
  }

  private List<Optional<byte[]>> sealed(List<AuditEntry> entries) {
    var people =
        entries.stream()
            .filter(entry -> entry.versions().isPresent())
            .flatMap(entry -> entry.about().stream())
            .distinct()
            .toList();
    var keys = values.keysFor(people);
    return entries.stream().map(entry -> values.seal(entry, keys)).toList();
  }

  private List<Entry> opened(List<Sealed> rows) {
    var people =
        rows.stream()
            .filter(row -> row.versions().isPresent())
            .flatMap(row -> row.link().entry().about().stream())
            .distinct()
            .toList();
    var keys = values.keysOf(people);
    return rows.stream()
        .map(row -> {
          var entry = row.link().entry();
          var versions = row.versions().flatMap(sealed -> values.open(sealed, entry, keys));
          var erased = entry.kind().holdsVersions() && versions.isEmpty();
          return new Entry(row.link().number(), row.link().hash(), with(entry, versions), erased);
        })
        .toList();
  }

  private static AuditEntry with(AuditEntry entry, Optional<Versions> versions) {
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.kind(),
        entry.about(),
        entry.connection(),
        entry.provider(),
        entry.outcome(),
        versions,
        entry.reason(),
        entry.actor());
  }

  private static Proof broken(AuditChain head, long number, String why) {
    return new Proof(false, head.number(), head.hash(), Optional.of(new Break(number, why)));
  }
}
