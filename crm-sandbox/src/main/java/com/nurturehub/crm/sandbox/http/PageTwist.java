package com.nurturehub.crm.sandbox.http;

/// Something wrong inside a page that looks right from outside. Each CRM does it in its own format.
public enum PageTwist {
  /// The last third of the contacts is missing, while all counts claim the page to be full.
  CUT_SHORT,
  /// The last contact is replaced by a second copy of the first.
  DUPLICATE,
  /// There is always a next page, and it looks like this one.
  ENDLESS,
  /// The first contact has no name at all.
  NAMELESS,
  /// The first contact has a surname of ten megabytes.
  HUGE_FIELD
}
