package com.nurturehub.crm.sandbox.people;

/// The throws of the dice that make a person. Numbers are never used twice or given a new meaning.
final class Question {

  static final int COUPLE = 1;
  static final int WOMAN = 2;
  static final int FORENAME = 3;
  static final int SURNAME = 4;
  static final int TITLE = 5;
  static final int BORN = 6;
  static final int TOWN = 7;
  static final int STREET = 8;
  static final int HOUSE_NUMBER = 9;
  static final int HOUSE_NAME = 10;
  static final int LOCALITY = 11;
  static final int POSTCODE = 12;
  static final int POSTCODE_FORM = 13;
  static final int HOME_PHONE = 14;
  static final int HOME_SPELLING = 15;
  static final int WORK_PHONE = 16;
  static final int WORK_SPELLING = 17;
  static final int MOBILE_PHONE = 18;
  static final int MOBILE_SPELLING = 19;
  static final int EMAIL = 20;
  static final int EMAIL_FORM = 21;
  static final int EMAIL_DOMAIN = 22;
  static final int EMAIL_CASE = 23;
  static final int SECOND_EMAIL = 24;
  static final int SHARED_MOBILE = 25;
  static final int UNTIDY_NAME = 26;

  private Question() {}
}
