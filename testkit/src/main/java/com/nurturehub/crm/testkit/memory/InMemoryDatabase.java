package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Transactions.LeaseLost;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Rows of immutable values, by agency, table and key, with transactions over them.
///
/// A transaction reads what is committed at that moment and what it wrote itself, as PostgreSQL
/// does when it is not told otherwise. What it writes lies beside the committed rows until it
/// commits, so that rolling back is forgetting. A written row is locked until the transaction ends;
/// who would wait in a circle is told so.
public final class InMemoryDatabase {

  /// Where rows lie that belong to no agency.
  static final String NOBODY = "";

  private final Object monitor = new Object();
  private final Map<Shelf, Committed> committed = new HashMap<>();
  private final Map<Shelf, List<Commit>> journals = new HashMap<>();
  private final Map<Place, Transaction> locks = new HashMap<>();
  private final ThreadLocal<Deque<Transaction>> begun = ThreadLocal.withInitial(ArrayDeque::new);
  private final Turns turns;
  private final Hook hook;
  private long numbered;

  public InMemoryDatabase() {
    this(Turns.ofThreads(), Hook.NONE);
  }

  public InMemoryDatabase(Turns turns, Hook hook) {
    this.turns = turns;
    this.hook = hook;
  }

  /// The rows of one table and agency.
  private record Shelf(String table, String agency) {}

  /// Rows as everybody sees them, listed anew only after somebody has written.
  private static final class Committed {

    private final TreeMap<String, Object> rows = new TreeMap<>();
    private Optional<List<Object>> listed = Optional.empty();

    List<Object> all() {
      var all = listed.orElseGet(() -> List.copyOf(rows.values()));
      listed = Optional.of(all);
      return all;
    }

    void set(String key, Optional<Object> row) {
      row.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key));
      listed = Optional.empty();
    }
  }

  private record Place(Shelf shelf, String key) {}

  /// What one transaction added to a journal: its place there, and each entry with its number.
  record Commit(long place, NavigableMap<Long, Object> entries) {}

  private record Added(Shelf journal, Optional<Predicate<Object>> replacing, Object entry) {}

  /// What one transaction wrote, and the rows it holds.
  private static final class Transaction {

    private final String agency;
    private final Map<Shelf, NavigableMap<String, Optional<Object>>> written =
        new LinkedHashMap<>();
    private final List<Added> added = new ArrayList<>();
    private final Set<Place> holds = new HashSet<>();
    private Optional<Place> waitsFor = Optional.empty();

    Transaction(String agency) {
      this.agency = agency;
    }
  }

  <T> T in(AgencyId agency, Supplier<T> work) {
    return begin(agency.value(), work, () -> {});
  }

  <T> T fenced(Lease lease, Supplier<T> work) {
    return begin(lease.agency().value(), work, () -> mustHold(lease));
  }

  private <T> T begin(String agency, Supplier<T> work, Runnable beforeCommit) {
    if (!begun.get().isEmpty()) {
      throw new IllegalStateException("transactions do not nest");
    }
    var result =
        transact(
            agency,
            () -> {
              var done = work.get();
              hook.at("commit before");
              beforeCommit.run();
              return done;
            });
    hook.at("commit after");
    return result;
  }

  /// A transaction of its own, whatever the caller is in.
  <T> T atOnce(Supplier<T> work) {
    return transact(NOBODY, work);
  }

  private <T> T transact(String agency, Supplier<T> work) {
    var transaction = new Transaction(agency);
    var stack = begun.get();
    stack.push(transaction);
    var commits = false;
    try {
      var result = work.get();
      commits = true;
      return result;
    } finally {
      stack.pop();
      end(transaction, commits);
    }
  }

  private void end(Transaction transaction, boolean commits) {
    synchronized (monitor) {
      if (commits) {
        transaction.written.forEach(
            (shelf, rows) -> rows.forEach((key, row) -> set(shelf, key, row)));
        journal(transaction.added);
      }
      transaction.holds.forEach(locks::remove);
      monitor.notifyAll();
    }
  }

  private void set(Shelf shelf, String key, Optional<Object> row) {
    committed(shelf).set(key, row);
  }

  private Committed committed(Shelf shelf) {
    return committed.computeIfAbsent(shelf, _ -> new Committed());
  }

  private void journal(List<Added> added) {
    var begun = new HashSet<Shelf>();
    for (var one : added) {
      var journal = journals.computeIfAbsent(one.journal(), _ -> new ArrayList<>());
      if (begun.add(one.journal())) {
        journal.add(new Commit(journal.size() + 1L, new TreeMap<>()));
      }
      one.replacing()
          .ifPresent(old -> journal.forEach(commit -> commit.entries().values().removeIf(old)));
      journal.getLast().entries().put(++numbered, one.entry());
    }
  }

  /// Adds to the agency's journal with the commit, in the order of the commits.
  void journal(String journal, Object entry) {
    var transaction = current();
    var shelf = new Shelf(journal, transaction.agency);
    transaction.added.add(new Added(shelf, Optional.empty(), entry));
  }

  /// The same, and takes earlier entries out.
  void journal(String journal, Object entry, Predicate<Object> replacing) {
    var transaction = current();
    var shelf = new Shelf(journal, transaction.agency);
    transaction.added.add(new Added(shelf, Optional.of(replacing), entry));
  }

  /// The agency's journal as it is committed; a copy.
  List<Commit> journal(String journal, String agency) {
    synchronized (monitor) {
      return journals.getOrDefault(new Shelf(journal, agency), List.of()).stream()
          .map(commit -> new Commit(commit.place(), new TreeMap<>(commit.entries())))
          .toList();
    }
  }

  /// A lane is a row of the table of lanes; the lease is lost when its epoch has moved on.
  private void mustHold(Lease lease) {
    var row = find(InMemoryLaneLedger.TABLE, NOBODY, lease.connection().toString());
    var holds = row.filter(r -> r instanceof InMemoryLaneLedger.Lane lane && lane.isHeldBy(lease));
    if (holds.isEmpty()) {
      throw new LeaseLost("the lane was taken over");
    }
  }

  /// The agency of the transaction the caller is in.
  String agency() {
    return current().agency;
  }

  private Transaction current() {
    var transaction = begun.get().peek();
    if (transaction == null) {
      throw new IllegalStateException("stores work only inside a transaction");
    }
    return transaction;
  }

  Optional<Object> find(String table, String agency, String key) {
    var transaction = current();
    synchronized (monitor) {
      return seen(transaction, new Shelf(table, agency), key);
    }
  }

  private Optional<Object> seen(Transaction transaction, Shelf shelf, String key) {
    var own = transaction.written.getOrDefault(shelf, Collections.emptyNavigableMap()).get(key);
    return own == null ? Optional.ofNullable(committed(shelf).rows.get(key)) : own;
  }

  /// In the order of their keys.
  List<Object> all(String table, String agency) {
    var transaction = current();
    var shelf = new Shelf(table, agency);
    synchronized (monitor) {
      var written = transaction.written.get(shelf);
      if (written == null) {
        return committed(shelf).all();
      }
      var rows = new TreeMap<>(committed(shelf).rows);
      written.forEach(
          (key, row) -> row.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key)));
      return new ArrayList<>(rows.values());
    }
  }

  /// Holds the row, whether it is there or not, until the transaction ends, and says what it is
  /// now.
  Optional<Object> lock(String table, String agency, String key) {
    var transaction = current();
    var place = new Place(new Shelf(table, agency), key);
    while (true) {
      synchronized (monitor) {
        if (isFree(place, transaction)) {
          locks.put(place, transaction);
          transaction.holds.add(place);
          transaction.waitsFor = Optional.empty();
          return seen(transaction, place.shelf(), key);
        }
        transaction.waitsFor = Optional.of(place);
        refuseCircle(transaction);
      }
      turns.await(monitor, () -> isFree(place, transaction));
    }
  }

  private boolean isFree(Place place, Transaction transaction) {
    var holder = locks.get(place);
    return holder == null || holder.equals(transaction);
  }

  private void refuseCircle(Transaction waiting) {
    var met = new HashSet<Transaction>();
    var next = Optional.of(waiting);
    while (next.isPresent()) {
      var outer = begun.get();
      if (!met.add(next.get()) || (!next.get().equals(waiting) && outer.contains(next.get()))) {
        waiting.waitsFor = Optional.empty();
        throw new IllegalStateException("transactions wait for one another in a circle");
      }
      next = next.get().waitsFor.map(locks::get);
    }
  }

  void put(String table, String agency, String key, Object row) {
    write(table, agency, key, Optional.of(row));
  }

  void remove(String table, String agency, String key) {
    write(table, agency, key, Optional.empty());
  }

  private void write(String table, String agency, String key, Optional<Object> row) {
    lock(table, agency, key);
    var transaction = current();
    synchronized (monitor) {
      transaction
          .written
          .computeIfAbsent(new Shelf(table, agency), _ -> new TreeMap<>())
          .put(key, row);
    }
  }
}
