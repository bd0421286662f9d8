package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import java.util.Optional;

/// What was decided, insert-only and chained. There is no other method, on purpose.
@DrivenPort
public interface AuditTrail {

  /// Appends to the agency's chain. Call it last in a transaction: it waits for the agency's head.
  /// Nothing personal is kept of somebody who is there no longer.
  void append(List<AuditEntry> entries);

  /// About a contact, and about whoever was merged into it. The newest first.
  Slice<Entry> list(Optional<ContactId> about, Slice.Request request);

  Optional<Entry> find(AuditEntryId id);

  /// Walks the whole chain.
  Proof verify();

  /// Destroys the key of a person's values, and the keys of those who were merged into them, while
  /// both are known to be one; the entries and the chain stay.
  void forget(ContactId person);

  /// An entry and its place in the chain. `erased`: its personal values were forgotten.
  record Entry(long number, String hash, AuditEntry entry, boolean erased) {}

  /// Whether the chain is whole. `broken` names the first entry that is not what was written, and
  /// why.
  record Proof(boolean intact, long entries, String head, Optional<Break> broken) {}

  record Break(long number, String why) {}
}
