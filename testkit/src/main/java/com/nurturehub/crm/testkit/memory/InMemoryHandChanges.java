package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The open changes by hand, one per contact, connection and subject.
public final class InMemoryHandChanges implements HandChanges {

  private final Rows<Item> rows;
  private final Ids ids;

  public InMemoryHandChanges(InMemoryDatabase database, Ids ids) {
    this.rows = rows(database);
    this.ids = ids;
  }

  private static Rows<Item> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "change_by_hand", Item.class);
  }

  static Stream<ChangeByHand> open(InMemoryDatabase database, ConnectionId connection) {
    return rows(database).stream()
        .map(Item::change)
        .filter(change -> change.connection().equals(connection));
  }

  static void forget(InMemoryDatabase database, Set<ContactId> people) {
    var rows = rows(database);
    rows.stream()
        .map(Item::change)
        .filter(change -> people.contains(change.contact()) || isAboutMerging(change, people))
        .forEach(change -> rows.remove(key(change)));
  }

  /// Of two items about the same, the heir's stays; that they be made one is asked no more.
  static void handOver(InMemoryDatabase database, Set<ContactId> people, ContactId heir) {
    var rows = rows(database);
    for (var item : rows.all()) {
      var change = item.change();
      if (isAboutMerging(change, people) || isAboutMerging(change, Set.of(heir))) {
        rows.remove(key(change));
      } else if (people.contains(change.contact())) {
        rows.remove(key(change));
        var heirs =
            new ChangeByHand(
                heir,
                change.connection(),
                change.kind(),
                change.what(),
                change.value(),
                change.since());
        if (rows.lock(key(heirs)).isEmpty()) {
          rows.put(key(heirs), new Item(item.id(), heirs));
        }
      }
    }
  }

  private static boolean isAboutMerging(ChangeByHand change, Set<ContactId> people) {
    return people.stream().map(ChangeByHand::subject).anyMatch(change.what()::equals);
  }

  private static String key(ChangeByHand change) {
    return key(change.connection(), change.contact(), change.what());
  }

  private static String key(ConnectionId connection, ContactId contact, String what) {
    return "%s %s %s".formatted(connection, contact, what);
  }

  @Override
  public void ask(Collection<ChangeByHand> items) {
    for (var asked : items) {
      var open = rows.lock(key(asked));
      var since = open.map(item -> item.change().since()).orElse(asked.since());
      rows.put(
          key(asked),
          new Item(
              open.map(Item::id).orElseGet(ids::next),
              new ChangeByHand(
                  asked.contact(),
                  asked.connection(),
                  asked.kind(),
                  asked.what(),
                  asked.value(),
                  since)));
    }
  }

  @Override
  public void close(ConnectionId connection, Map<ContactId, Set<String>> agreeing, Instant at) {
    agreeing.forEach(
        (contact, subjects) -> subjects.forEach(what -> close(key(connection, contact, what))));
  }

  private void close(String key) {
    if (rows.find(key).isPresent()) {
      rows.remove(key);
    }
  }

  @Override
  public Optional<Item> find(UUID id) {
    return rows.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  @Override
  public boolean done(UUID id, String actor, Instant at) {
    var item = find(id);
    item.ifPresent(i -> rows.remove(key(i.change())));
    return item.isPresent();
  }

  @Override
  public Slice<Item> open(Slice.Request request) {
    return Slices.cut(rows.all(), item -> item.id().toString(), request);
  }
}
