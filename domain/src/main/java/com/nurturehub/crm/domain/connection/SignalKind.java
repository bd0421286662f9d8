package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.contact.Signal;

/// The signals a CRM may have room for.
public enum SignalKind {
  SCORE,
  STATUS,
  ENGAGEMENT;

  public static SignalKind of(Signal signal) {
    return switch (signal) {
      case Signal.ScoreChanged _ -> SCORE;
      case Signal.StatusChanged _ -> STATUS;
      case Signal.Engaged _ -> ENGAGEMENT;
    };
  }
}
