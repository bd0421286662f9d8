package com.nurturehub.crm.domain.connection;

/// What ends a failure: who must act, what to do in one sentence, which button does it, and what is
/// at risk until then.
public record Remedy(Owner owner, String todo, Button button, String atRisk) {

  /// Who must act.
  public enum Owner {
    AGENCY,
    CRM_VENDOR,
    NURTUREHUB
  }

  /// What the dashboard offers to press.
  public enum Button {
    NONE,
    RECONNECT,
    RETRY,
    SYNC,
    REVIEW,
    /// A person says that it is done; nothing else can tell.
    CONFIRM
  }
}
