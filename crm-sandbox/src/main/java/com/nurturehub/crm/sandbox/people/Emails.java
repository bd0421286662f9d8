package com.nurturehub.crm.sandbox.people;

import java.text.Normalizer;
import java.util.Locale;

/// E-mail addresses in the ways people choose them.
final class Emails {

  // A prime above a million, so that every number of a large agency has a place.
  private static final Scramble NUMBERS = new Scramble(1_000_003L, 618_033L, 271_828L);
  private static final String[] DOMAINS = {
    "mail.example", "post.example", "inbox.example", "broadband.example", "webmail.example"
  };

  private Emails() {}

  static String of(Dice dice, int number, String forename, String surname) {
    var tail = Long.toString(NUMBERS.hide(number));
    var first = letters(forename);
    var last = letters(surname);
    var name =
        switch (dice.below(8, Question.EMAIL_FORM)) {
          case 0, 1, 2 -> first + "." + last + tail;
          case 3, 4 -> first + last + tail;
          case 5 -> first.charAt(0) + last + tail;
          case 6 -> last + "." + first + "+home" + tail;
          default -> first + "_" + last + tail;
        };
    var address = name + "@" + dice.oneOf(DOMAINS, Question.EMAIL_DOMAIN);
    return dice.percent(2, Question.EMAIL_CASE) ? address.toUpperCase(Locale.ROOT) : address;
  }

  static String second(int number, String surname) {
    return "office." + letters(surname) + NUMBERS.hide(number) + "@work.example";
  }

  /// The number of the person who may have this address, or a negative one.
  static long owner(String address) {
    var end = address.indexOf('@');
    var start = end;
    while (start > 0 && Character.isDigit(address.charAt(start - 1))) {
      start--;
    }
    return start >= end || end - start > 7
        ? -1
        : NUMBERS.reveal(Long.parseLong(address.substring(start, end)));
  }

  private static String letters(String name) {
    var plain = true;
    for (int i = 0; i < name.length(); i++) {
      plain &= name.charAt(i) < 128 && Character.isLetter(name.charAt(i));
    }
    var letters =
        plain ? name : Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^A-Za-z]", "");
    return letters.toLowerCase(Locale.ROOT);
  }
}
