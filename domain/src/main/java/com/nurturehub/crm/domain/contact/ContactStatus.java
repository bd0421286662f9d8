package com.nurturehub.crm.domain.contact;

/// Where a contact stands in NurtureHub. Only `ARCHIVED` has a counterpart in a CRM.
public enum ContactStatus {
  NEW,
  NURTURING,
  HOT,
  CONVERTED,
  DORMANT,
  ARCHIVED
}
