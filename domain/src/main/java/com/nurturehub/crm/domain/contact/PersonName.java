package com.nurturehub.crm.domain.contact;

/// A person's name as an agent writes it; an empty part is an absent one.
public record PersonName(String title, String forename, String surname) {

  public static final PersonName NONE = new PersonName("", "", "");
  private static final int PART_LENGTH_MAX = 200;

  public PersonName {
    title = Text.normal(title, PART_LENGTH_MAX, "title");
    forename = Text.normal(forename, PART_LENGTH_MAX, "forename");
    surname = Text.normal(surname, PART_LENGTH_MAX, "surname");
  }

  public boolean isEmpty() {
    return forename.isEmpty() && surname.isEmpty();
  }

  /// As one would write it on an envelope.
  public String full() {
    return String.join(" ", title, forename, surname).replaceAll(" +", " ").strip();
  }
}
