package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactVersion;
import java.time.Duration;
import java.util.Set;

/// A dispute that was settled: both whole versions as they stood before, and how it ended. Exactly
/// what the audit trail must show, so that the loser cannot be forgotten.
public record Conflict(
    ContactVersion hub,
    ContactVersion crm,
    Set<ContactField> differing,
    Resolution resolution,
    PolicyChoice policy,
    Duration clockOffset,
    boolean firstMatch) {

  public Conflict {
    differing = Set.copyOf(differing);
  }
}
