package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.connection.Remedy.Button;
import com.nurturehub.crm.domain.connection.Remedy.Owner;

/// The closed list of what goes wrong between us and a CRM, each with its remedy.
public enum FailureCause {
  CREDENTIALS_REFUSED(
      Owner.AGENCY,
      "The CRM no longer accepts the key or sign-in; connect again with a valid one.",
      Button.RECONNECT,
      "Changes on both sides wait until the connection works again."),
  ACCESS_REVOKED(
      Owner.AGENCY,
      "The account has not installed or approved NurtureHub; approve it in the CRM, then reconnect.",
      Button.RECONNECT,
      "Changes on both sides wait until access is given again."),
  PERMISSION_MISSING(
      Owner.AGENCY,
      "The CRM does not allow NurtureHub to use contacts; ask an administrator to grant it.",
      Button.RECONNECT,
      "Contacts are not read or written until it is granted."),
  MISCONFIGURED(
      Owner.NURTUREHUB,
      "NurtureHub's own registration at the CRM is refused; NurtureHub has to correct it.",
      Button.NONE,
      "Changes on both sides wait until it is corrected."),
  RATE_LIMITED(
      Owner.NURTUREHUB,
      "The CRM asked us to slow down; work goes on by itself.",
      Button.NONE,
      "Changes arrive later than usual."),
  QUOTA_EXHAUSTED(
      Owner.NURTUREHUB,
      "The CRM's daily allowance is used up; work goes on by itself when it is renewed.",
      Button.NONE,
      "Changes arrive later than usual."),
  UNAVAILABLE(
      Owner.CRM_VENDOR,
      "The CRM does not answer properly; work goes on by itself when it does.",
      Button.SYNC,
      "Changes on both sides wait until the CRM answers."),
  TIMED_OUT(
      Owner.CRM_VENDOR,
      "The CRM takes too long to answer; work goes on by itself when it recovers.",
      Button.SYNC,
      "Changes on both sides wait until the CRM answers."),
  MALFORMED_ANSWER(
      Owner.CRM_VENDOR,
      "The CRM sent an answer we cannot read; NurtureHub has been told and tries again.",
      Button.SYNC,
      "Contacts in that answer are not up to date."),
  PUSH_REJECTED(
      Owner.AGENCY,
      "The CRM refused a change; correct what it names, then retry.",
      Button.RETRY,
      "That contact differs between NurtureHub and the CRM."),
  PUSH_EXHAUSTED(
      Owner.NURTUREHUB,
      "A change could not be delivered in many attempts; retry it when the CRM works again.",
      Button.RETRY,
      "That contact differs between NurtureHub and the CRM."),
  TOO_MANY_DELETIONS(
      Owner.AGENCY,
      "Unusually many contacts are gone from the CRM; say whether that is intended.",
      Button.REVIEW,
      "Nobody is marked as gone until you decide."),
  TOO_MANY_WRITES(
      Owner.AGENCY,
      "Unusually many contacts would be changed in the CRM; say whether that is intended.",
      Button.REVIEW,
      "Changes to the CRM wait until you decide."),
  PREVIEW_WAITS(
      Owner.AGENCY,
      "Look at what would be written to the CRM, and say whether NurtureHub may go ahead.",
      Button.REVIEW,
      "Nothing at all is written to the CRM until you decide, opt-outs included."),
  INTERNAL_FAULT(
      Owner.NURTUREHUB,
      "NurtureHub met a fault of its own and tries again; its engineers have to look into it.",
      Button.NONE,
      "Changes on both sides may arrive later than usual."),
  BOOKS_DO_NOT_BALANCE(
      Owner.NURTUREHUB,
      "A sync did not account for every contact it read; NurtureHub has to look into it.",
      Button.SYNC,
      "Some contacts may not be up to date."),
  NOT_TOLD_OF_CHANGES(
      Owner.NURTUREHUB,
      "The CRM does not tell NurtureHub of changes as it should; NurtureHub has to look into it.",
      Button.SYNC,
      "Changes in the CRM are found by the regular sync, so they arrive later than usual."),
  REVOKE_BY_HAND(
      Owner.AGENCY,
      "NurtureHub could not take back everything at the CRM; remove it there by hand.",
      Button.CONFIRM,
      "The CRM may still accept what NurtureHub was given, and send messages that nobody reads.");

  private final Remedy remedy;

  FailureCause(Owner owner, String todo, Button button, String atRisk) {
    this.remedy = new Remedy(owner, todo, button, atRisk);
  }

  public Remedy remedy() {
    return remedy;
  }
}
