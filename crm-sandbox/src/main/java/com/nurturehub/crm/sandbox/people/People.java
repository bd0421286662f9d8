package com.nurturehub.crm.sandbox.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The people one agency knows. Two neighbours in number may be a couple, who share a surname, an
/// address, the telephone at home, and sometimes the mobile.
public record People(Dice dice, int count) {

  private static final long BORN_FROM = -14_600;
  private static final int BORN_DAYS = 22_000;

  public Person person(int number) {
    var own = dice.of(number);
    var partner = number ^ 1;
    var couple = partner < count && isCouple(number);
    var head = couple ? Math.min(number, partner) : number;
    var household = couple ? dice.of(head) : own;
    var woman = (own.below(2, Question.WOMAN) == 0) != (couple && number != head);
    var forename = own.oneOf(woman ? Names.WOMEN : Names.MEN, Question.FORENAME);
    var surname = household.oneOf(Names.SURNAMES, Question.SURNAME);
    var town = Places.TOWNS[household.below(Places.TOWNS.length, Question.TOWN)];
    var email = own.percent(93, Question.EMAIL) ? Emails.of(own, number, forename, surname) : null;
    var second =
        email != null && own.percent(6, Question.SECOND_EMAIL)
            ? List.of(Emails.second(number, surname))
            : List.<String>of();
    return new Person(
        number,
        title(own, woman),
        own.percent(2, Question.UNTIDY_NAME) ? forename.toUpperCase(Locale.ROOT) + " " : forename,
        surname,
        own.percent(25, Question.BORN)
            ? BORN_FROM + own.below(BORN_DAYS, Question.BORN + 100)
            : null,
        homePhone(household, head, town),
        workPhone(own, number, town),
        mobile(own, household, number, head, email == null),
        email,
        second,
        home(household, town));
  }

  /// The numbers of the people who may be meant by a telephone number or an e-mail address.
  public List<Integer> owners(String detail) {
    var owners =
        detail.indexOf('@') >= 0
            ? LongStream.of(Emails.owner(detail))
            : Phones.owners(digitsOf(detail));
    List<Integer> numbers = new ArrayList<>();
    owners
        .filter(number -> number >= 0)
        .flatMap(number -> LongStream.of(number, number ^ 1))
        .filter(number -> number < count)
        .forEach(number -> numbers.add((int) number));
    return numbers;
  }

  /// The digits of a telephone number as dialled inside the country; spellings do not matter.
  public static String digitsOf(String phone) {
    var digits = new StringBuilder(phone.length());
    for (int i = 0; i < phone.length(); i++) {
      if (Character.isDigit(phone.charAt(i))) {
        digits.append(phone.charAt(i));
      }
    }
    var text = digits.toString();
    if (text.startsWith("00440")) {
      return text.substring(4);
    }
    if (text.startsWith("0044")) {
      return "0" + text.substring(4);
    }
    if (text.startsWith("440")) {
      return text.substring(2);
    }
    return text.startsWith("44") && text.length() > 11 ? "0" + text.substring(2) : text;
  }

  private boolean isCouple(int number) {
    return dice.of(number >> 1).percent(12, Question.COUPLE);
  }

  private static @Nullable String title(Dice own, boolean woman) {
    var chance = own.below(100, Question.TITLE);
    if (chance < 8) {
      return null;
    }
    if (chance < 12) {
      return "Dr";
    }
    if (chance == 12) {
      return "mr";
    }
    return woman ? (chance < 50 ? "Mrs" : chance < 75 ? "Miss" : "Ms") : "Mr";
  }

  private static @Nullable String homePhone(Dice household, int head, Places.Town town) {
    return household.percent(40, Question.HOME_PHONE)
        ? Phones.home(head, town.areaCode(), household.below(11, Question.HOME_SPELLING))
        : null;
  }

  private static @Nullable String workPhone(Dice own, int number, Places.Town town) {
    return own.percent(15, Question.WORK_PHONE)
        ? Phones.office(number, town.areaCode(), own.below(11, Question.WORK_SPELLING))
        : null;
  }

  // Everybody can be reached somehow: who has no e-mail address has a mobile.
  private static @Nullable String mobile(
      Dice own, Dice household, int number, int head, boolean needed) {
    if (!needed && !own.percent(85, Question.MOBILE_PHONE)) {
      return null;
    }
    var shared = household.percent(30, Question.SHARED_MOBILE);
    return Phones.mobile(shared ? head : number, own.below(13, Question.MOBILE_SPELLING));
  }

  private static Person.Home home(Dice household, Places.Town town) {
    var named = household.percent(20, Question.HOUSE_NAME + 100);
    return new Person.Home(
        named ? household.oneOf(Places.HOUSES, Question.HOUSE_NAME) : "",
        named ? "" : Integer.toString(1 + household.below(180, Question.HOUSE_NUMBER)),
        household.oneOf(Places.STREETS, Question.STREET),
        household.percent(40, Question.LOCALITY + 100)
            ? household.oneOf(Places.LOCALITIES, Question.LOCALITY)
            : "",
        town.name(),
        town.county(),
        postcode(household, town.postcodeArea()));
  }

  private static String postcode(Dice household, String area) {
    var letters = Places.POSTCODE_LETTERS;
    var bits = household.bits(Question.POSTCODE) >>> 8;
    var outward = area + (1 + bits % 20);
    var inward =
        ""
            + (bits / 20 % 10)
            + letters.charAt((int) (bits / 200 % letters.length()))
            + letters.charAt((int) (bits / 4000 % letters.length()));
    return switch (household.below(20, Question.POSTCODE_FORM)) {
      case 0 -> outward + inward;
      case 1 -> (outward + " " + inward).toLowerCase(Locale.ROOT);
      default -> outward + " " + inward;
    };
  }
}
