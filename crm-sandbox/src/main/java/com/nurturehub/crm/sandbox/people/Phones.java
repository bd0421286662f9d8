package com.nurturehub.crm.sandbox.people;

import java.util.stream.LongStream;

/// Telephone numbers of the United Kingdom, in the spellings people use.
final class Phones {

  // 071, 072 and 073 followed by eight digits are valid mobile numbers throughout.
  private static final Scramble MOBILES = new Scramble(300_000_000L, 179_424_673L, 41_234_567L);
  private static final long MOBILE_BASE = 7_100_000_000L;
  // Local numbers do not begin with 0 or 1.
  private static final long LOCAL_BASE = 200_000L;
  private static final long LOCALS = 800_000L;
  private static final Scramble HOMES = new Scramble(LOCALS, 524_287L, 312_345L);
  private static final Scramble OFFICES = new Scramble(LOCALS, 611_953L, 77_123L);

  private Phones() {}

  static String mobile(int number, int spelling) {
    var digits = Long.toString(MOBILE_BASE + MOBILES.hide(number));
    var network = digits.substring(0, 4);
    var rest = digits.substring(4);
    return switch (spelling) {
      case 0, 1, 2 -> "0" + digits;
      case 3, 4, 5 -> "0" + network + " " + rest;
      case 6 -> "+44" + digits;
      case 7 -> "+44 " + network + " " + rest;
      case 8 -> "0" + network + " " + rest.substring(0, 3) + " " + rest.substring(3);
      case 9 -> "(0" + network + ") " + rest;
      case 10 -> "0" + network + "-" + rest.substring(0, 3) + "-" + rest.substring(3);
      case 11 -> "0044 " + network + " " + rest;
      default -> "0" + network + " " + rest + " (eves only)";
    };
  }

  static String home(int number, String areaCode, int spelling) {
    return landline(areaCode, LOCAL_BASE + HOMES.hide(number % LOCALS), spelling);
  }

  static String office(int number, String areaCode, int spelling) {
    return landline(areaCode, LOCAL_BASE + OFFICES.hide(number % LOCALS), spelling);
  }

  /// The numbers of the people who may have this telephone number.
  static LongStream owners(String digits) {
    var length = digits.length();
    if (length < 6) {
      return LongStream.empty();
    }
    var local = Long.parseLong(digits.substring(length - 6)) - LOCAL_BASE;
    var mobile = length < 10 ? -1 : Long.parseLong(digits.substring(length - 10)) - MOBILE_BASE;
    return LongStream.concat(
            LongStream.of(MOBILES.reveal(mobile)),
            LongStream.of(HOMES.reveal(local), OFFICES.reveal(local))
                .flatMap(low -> low < 0 ? LongStream.empty() : LongStream.of(low, low + LOCALS)))
        .filter(number -> number >= 0);
  }

  private static String landline(String areaCode, long local, int spelling) {
    var digits = Long.toString(local);
    return switch (spelling) {
      case 0, 1, 2, 3 -> areaCode + " " + digits;
      case 4, 5 -> areaCode + digits;
      case 6 -> "(" + areaCode + ") " + digits;
      case 7 -> "+44 " + areaCode.substring(1) + " " + digits;
      case 8 -> "+44 (0)" + areaCode.substring(1) + " " + digits;
      case 9 -> areaCode + "-" + digits;
      default -> areaCode + " " + digits.substring(0, 3) + " " + digits.substring(3);
    };
  }
}
