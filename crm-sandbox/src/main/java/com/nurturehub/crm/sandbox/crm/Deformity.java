package com.nurturehub.crm.sandbox.crm;

/// A shape that a contact should not have and sometimes has.
public enum Deformity {
  /// Numbers and lists where texts belong, a text where a list belongs.
  WRONG_TYPES,
  /// Half of a surrogate pair in the name.
  LONE_SURROGATE,
  /// The thirtieth of February, and stamps that are no dates.
  IMPOSSIBLE_DATES,
  /// No title, forename or surname.
  NO_NAME,
  /// A surname of ten megabytes.
  HUGE_FIELD,
  /// Control characters in the name, the e-mail address and the address.
  CONTROL_CHARACTERS,
  /// Right-to-left text and direction marks in the name.
  RIGHT_TO_LEFT,
  /// Everything but the id is missing.
  MEMBERS_MISSING,
  /// The id is null.
  NO_ID
}
