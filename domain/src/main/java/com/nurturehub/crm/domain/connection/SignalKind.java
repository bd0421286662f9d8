package com.nurturehub.crm.domain.connection;

/// The signals a CRM may have room for.
public enum SignalKind {
  SCORE,
  STATUS,
  ENGAGEMENT
}
