package com.nurturehub.crm.api.alert;

import com.nurturehub.crm.domain.alert.Alert;

/// What became of an alert. Of several things since a reader last looked, the last one is told.
public enum AlertEvent {
  /// There is something new to do.
  RAISED,
  /// It is still there, and nobody has said that they saw it.
  REMINDED,
  /// A person has seen it.
  ACKNOWLEDGED,
  /// Its cause is gone.
  RESOLVED;

  public static AlertEvent of(Alert alert) {
    return switch (alert) {
      case Alert.Resolved _ -> RESOLVED;
      case Alert.Open open when open.acknowledgedAt().isPresent() -> ACKNOWLEDGED;
      case Alert.Open open when open.remindedAt().isPresent() -> REMINDED;
      case Alert.Open _ -> RAISED;
    };
  }
}
