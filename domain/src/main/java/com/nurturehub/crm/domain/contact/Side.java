package com.nurturehub.crm.domain.contact;

/// One of the two that must agree.
public enum Side {
  HUB,
  CRM
}
