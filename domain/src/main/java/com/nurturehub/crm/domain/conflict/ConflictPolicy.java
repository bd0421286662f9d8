package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import java.util.EnumSet;
import java.util.Map;

/// A rule of the business: which of two versions stands.
@FunctionalInterface
public interface ConflictPolicy {

  Resolution resolve(Dispute dispute);

  /// The later write wins, compared at the coarser precision of the two times. Two writes in the
  /// same instant go to the CRM, so that both sides reach the same answer whichever of them runs
  /// first.
  static ConflictPolicy lastWriteWins() {
    return dispute -> {
      var order = Precision.compare(dispute.hub().modifiedAt(), dispute.crm().modifiedAt());
      var reason =
          order > 0
              ? "The edit in NurtureHub was made later than the one in the CRM."
              : order < 0
                  ? "The edit in the CRM was made later than the one in NurtureHub."
                  : "Both edits carry the same time, and a tie goes to the CRM.";
      return Resolution.wholly(order > 0 ? Side.HUB : Side.CRM, dispute.differing(), reason);
    };
  }

  /// Each field belongs to one side for good, whoever wrote last; a field the table does not name
  /// belongs to the CRM.
  static ConflictPolicy fieldOwnership(Map<ContactField, Side> owners) {
    var table = Map.copyOf(owners);
    return dispute -> {
      var toHub = EnumSet.noneOf(ContactField.class);
      var toCrm = EnumSet.noneOf(ContactField.class);
      for (var field : dispute.differing()) {
        (table.getOrDefault(field, Side.CRM) == Side.HUB ? toHub : toCrm).add(field);
      }
      return new Resolution(toHub, toCrm, "Each field belongs to the side that owns it.");
    };
  }
}
