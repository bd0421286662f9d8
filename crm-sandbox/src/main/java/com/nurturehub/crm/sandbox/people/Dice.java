package com.nurturehub.crm.sandbox.people;

/// Chance that repeats itself: the same key and throw give the same result.
///
/// Each question about a person is a throw of its own, so that a new question changes no old
/// answer.
public record Dice(long key) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  public static Dice of(long seed, String name) {
    var key = seed;
    for (int i = 0; i < name.length(); i++) {
      key = mixed(key + GOLDEN * name.charAt(i));
    }
    return new Dice(mixed(key));
  }

  public Dice of(int number) {
    return new Dice(mixed(key + GOLDEN * (number + 1L)));
  }

  public long bits(int question) {
    return mixed(key ^ (GOLDEN * (question + 1L)));
  }

  /// A number from 0 to `bound - 1`.
  public int below(int bound, int question) {
    return (int) ((bits(question) >>> 33) % bound);
  }

  public boolean percent(int share, int question) {
    return below(100, question) < share;
  }

  public String oneOf(String[] words, int question) {
    return words[below(words.length, question)];
  }

  // The finaliser of SplitMix64.
  private static long mixed(long z) {
    var a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    var b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
