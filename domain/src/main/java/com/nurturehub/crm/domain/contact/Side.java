package com.nurturehub.crm.domain.contact;

/// One of the two that must agree.
public enum Side {
  HUB,
  CRM;

  public Side other() {
    return this == HUB ? CRM : HUB;
  }
}
