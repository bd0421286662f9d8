package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.people.Dice;

/// Versions as Reapit writes them: 32 hex digits in capitals, inside quotation marks that belong to
/// the value.
final class ETags {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final int QUESTION = 1_000_000;

  private ETags() {}

  /// A different one for each revision of the same thing.
  static String of(Dice dice, long revision) {
    var question = QUESTION + 2 * (int) revision;
    var text = new char[34];
    text[0] = '"';
    hex(dice.bits(question), text, 1);
    hex(dice.bits(question + 1), text, 17);
    text[33] = '"';
    return new String(text);
  }

  private static void hex(long bits, char[] text, int at) {
    for (int i = 0; i < 16; i++) {
      text[at + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xF];
    }
  }
}
