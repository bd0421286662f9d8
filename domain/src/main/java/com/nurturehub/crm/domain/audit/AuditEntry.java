package com.nurturehub.crm.domain.audit;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One decision, written once and kept for ever.
///
/// `actor` is who decided: `sync`, or the person who pressed the button. `about` and `connection`
/// are absent where the decision concerned no contact or no CRM. The personal values sit in
/// `versions`, so that they can be forgotten without touching the rest.
public record AuditEntry(
    AuditEntryId id,
    Instant at,
    Kind kind,
    Optional<ContactId> about,
    Optional<ConnectionId> connection,
    Optional<CrmProvider> provider,
    Optional<Outcome> outcome,
    Optional<Versions> versions,
    String reason,
    String actor) {

  public enum Kind {
    CONFLICT,
    FIRST_MATCH,
    LATE_EDIT,
    RESTORED,
    ERASED,
    MERGED,
    KEPT_APART,
    APPROVED,
    REJECTED,
    CONNECTED,
    DISCONNECTED,
    SETTINGS_CHANGED;

    /// Whether such an entry holds both versions, until the person is forgotten.
    public boolean holdsVersions() {
      return switch (this) {
        case CONFLICT, FIRST_MATCH, LATE_EDIT, RESTORED, MERGED -> true;
        case ERASED, KEPT_APART, APPROVED, REJECTED, CONNECTED, DISCONNECTED, SETTINGS_CHANGED ->
            false;
      };
    }
  }

  /// How a conflict ended: whose version was applied, both times in ours, and by which policy.
  public record Outcome(
      Side winner,
      Instant hubAt,
      Instant crmAt,
      Duration clockOffset,
      Set<ContactField> differing,
      Set<ContactField> toHub,
      String policy) {

    public Outcome {
      differing = Set.copyOf(differing);
      toHub = Set.copyOf(toHub);
    }
  }

  /// Both whole versions as they stood before, and so also the loser's.
  public record Versions(ContactDetails hub, ContactDetails crm) {}
}
