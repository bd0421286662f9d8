package com.nurturehub.crm.domain.contact;

/// How a contact entered NurtureHub: `manual`, or the name of the CRM it was imported from.
public record ImportSource(String value) {

  public static final ImportSource MANUAL = new ImportSource("manual");

  public ImportSource {
    if (!value.matches("[a-z_]{1,30}")) {
      throw new IllegalArgumentException("an import source is a lower-case word");
    }
  }
}
