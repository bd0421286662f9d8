package com.nurturehub.crm.sandbox.reapit;

/// What an application may be allowed to do, as it stands in a token.
public final class Scope {

  public static final String CONTACTS_READ = "agencyCloud/contacts.read";
  public static final String CONTACTS_WRITE = "agencyCloud/contacts.write";
  public static final String OFFICES_READ = "agencyCloud/offices.read";
  public static final String NEGOTIATORS_READ = "agencyCloud/negotiators.read";

  private Scope() {}
}
