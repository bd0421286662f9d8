package com.nurturehub.crm.domain.link;

/// Whether the CRM still has the record.
public enum Presence {
  LIVE,
  ARCHIVED,
  GONE
}
