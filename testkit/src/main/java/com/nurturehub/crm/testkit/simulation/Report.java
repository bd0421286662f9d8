package com.nurturehub.crm.testkit.simulation;

import java.util.List;

/// What one run came to.
///
/// @param edits what people typed and said
/// @param crashes processes that died
/// @param writes what the CRMs were told
/// @param hours of virtual time
public record Report(
    long seed, int edits, int crashes, int writes, long hours, List<String> violations) {

  public Report {
    violations = List.copyOf(violations);
  }

  public boolean isClean() {
    return violations.isEmpty();
  }
}
