package com.nurturehub.crm.api.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/// One thing a caller may do. Tokens name it by its word.
public enum Scope {
  /// Read integrations, runs, contacts and what is owed.
  READ("crm.read"),
  /// Connect and disconnect CRMs.
  CONNECT("crm.connect"),
  /// Ask for a sync.
  SYNC("crm.sync"),
  /// Write contacts.
  PUSH("crm.push"),
  /// Erase a person.
  ERASE("crm.erase"),
  /// Read and prove the audit trail, and read the sync log.
  AUDIT("crm.audit"),
  /// Decide what waits for a person: retry, restore, approve, acknowledge.
  DECIDE("crm.decide"),
  /// Read the service's own metrics.
  OPERATE("crm.operate");

  public static final Set<Scope> ALL = Set.of(values());

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// As Spring's rules name it.
  public String authority() {
    return "SCOPE_" + word;
  }

  /// The scopes among the words; other words are somebody else's.
  public static Set<Scope> among(Collection<String> words) {
    return Arrays.stream(values())
        .filter(scope -> words.contains(scope.word))
        .collect(toUnmodifiableSet());
  }
}
