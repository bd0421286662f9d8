package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import java.util.EnumSet;
import java.util.Set;

/// How a dispute ends: whose value stands for each differing field, and why in one sentence.
public record Resolution(Set<ContactField> toHub, Set<ContactField> toCrm, String reason) {

  public Resolution {
    toHub = Set.copyOf(toHub);
    toCrm = Set.copyOf(toCrm);
  }

  /// The whole record goes to one side.
  public static Resolution wholly(Side winner, Set<ContactField> differing, String reason) {
    return winner == Side.HUB
        ? new Resolution(differing, Set.of(), reason)
        : new Resolution(Set.of(), differing, reason);
  }

  /// The side that keeps the record; when the fields are shared out, the one that keeps more of
  /// them, and on a draw the CRM.
  public Side winner() {
    return toHub.size() > toCrm.size() ? Side.HUB : Side.CRM;
  }

  Set<ContactField> standing(Side side) {
    var fields = EnumSet.noneOf(ContactField.class);
    fields.addAll(side == Side.HUB ? toHub : toCrm);
    return fields;
  }
}
