package com.nurturehub.crm.domain.connection;

import java.util.Locale;

/// The CRMs an agency can connect.
public enum CrmProvider {
  REAPIT("Reapit"),
  ALTO("Alto"),
  STREET("Street"),
  LOOP("Loop");

  private final String title;

  CrmProvider(String title) {
    this.title = title;
  }

  /// The name people know it by.
  public String title() {
    return title;
  }

  /// As it stands in addresses, settings and import sources.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
