package com.nurturehub.crm.connector.alto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One of the ways through an agency's contacts that together find them all: those of one category,
/// either active or archived. What Alto lists without being told which of the two is not published.
record AltoSweep(String category, boolean active) {

  static List<AltoSweep> of(List<String> categories) {
    var sweeps = new ArrayList<AltoSweep>();
    for (var category : categories) {
      sweeps.add(new AltoSweep(category, true));
      sweeps.add(new AltoSweep(category, false));
    }
    return sweeps;
  }

  String name() {
    return category + (active ? "" : " archived");
  }

  AltoQuery query(int size, Optional<Instant> since) {
    var query =
        AltoQuery.NONE.with("active", active).with("category", category).with("max-results", size);
    return since.map(from -> query.with("modified-from", from)).orElse(query);
  }
}
