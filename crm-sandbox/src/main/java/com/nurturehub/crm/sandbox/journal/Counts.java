package com.nurturehub.crm.sandbox.journal;

import java.util.Map;

/// How much was asked of a CRM.
///
/// @param total calls that arrived
/// @param byOperation answered calls by operation name
/// @param byStatus answered calls by status answered
/// @param inFlightMax the most calls under way at once, by customer
/// @param perSecondMax the most calls that arrived within any one second
public record Counts(
    long total,
    Map<String, Long> byOperation,
    Map<Integer, Long> byStatus,
    Map<String, Integer> inFlightMax,
    int perSecondMax) {

  public long of(String operation) {
    return byOperation.getOrDefault(operation, 0L);
  }

  public long answeredWith(int status) {
    return byStatus.getOrDefault(status, 0L);
  }

  /// Whether every call that arrived was answered.
  public boolean areAllAnswered() {
    return byStatus.values().stream().mapToLong(Long::longValue).sum() == total;
  }
}
