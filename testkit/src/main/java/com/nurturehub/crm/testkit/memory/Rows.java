package com.nurturehub.crm.testkit.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One table, as the agency sees it whose transaction this is; or one that belongs to nobody.
final class Rows<R> {

  private final InMemoryDatabase database;
  private final String table;
  private final Class<R> type;
  private final boolean shared;

  private Rows(InMemoryDatabase database, String table, Class<R> type, boolean shared) {
    this.database = database;
    this.table = table;
    this.type = type;
    this.shared = shared;
  }

  static <R> Rows<R> ofAgency(InMemoryDatabase database, String table, Class<R> type) {
    return new Rows<>(database, table, type, false);
  }

  static <R> Rows<R> shared(InMemoryDatabase database, String table, Class<R> type) {
    return new Rows<>(database, table, type, true);
  }

  private String agency() {
    var own = database.agency();
    return shared ? InMemoryDatabase.NOBODY : own;
  }

  Optional<R> find(String key) {
    return database.find(table, agency(), key).map(type::cast);
  }

  /// In the order of their keys.
  List<R> all() {
    return stream().toList();
  }

  Stream<R> stream() {
    return database.all(table, agency()).stream().map(type::cast);
  }

  /// Keeps everybody else from writing this row, and says what it is now.
  Optional<R> lock(String key) {
    return database.lock(table, agency(), key).map(type::cast);
  }

  void put(String key, R row) {
    database.put(table, agency(), key, row);
  }

  /// As a database refuses a second row with the same key.
  void add(String key, R row) {
    if (lock(key).isPresent()) {
      throw new IllegalStateException("there is a %s %s already".formatted(table, key));
    }
    put(key, row);
  }

  void remove(String key) {
    database.remove(table, agency(), key);
  }
}
