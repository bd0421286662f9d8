package com.nurturehub.crm.sandbox.cards;

/// A set of numbers from 0 to a limit, that can count: how many lie below, and which is the n-th.
///
/// A bit per number, and a Fenwick tree over the words of bits. A million numbers take 190 kB.
final class NumberSet {

  private static final int WORD_BITS = 64;

  private final long[] words;
  private final int[] tree;
  private final int topStep;
  private int size;

  NumberSet(int limit) {
    words = new long[limit / WORD_BITS + 1];
    tree = new int[words.length + 1];
    topStep = Integer.highestOneBit(words.length);
  }

  boolean contains(int number) {
    return (words[number / WORD_BITS] & bit(number)) != 0;
  }

  void add(int number) {
    if (!contains(number)) {
      words[number / WORD_BITS] |= bit(number);
      count(number / WORD_BITS, 1);
    }
  }

  void remove(int number) {
    if (contains(number)) {
      words[number / WORD_BITS] &= ~bit(number);
      count(number / WORD_BITS, -1);
    }
  }

  /// How many numbers in the set are smaller.
  int countBelow(int number) {
    var word = number / WORD_BITS;
    var below = number % WORD_BITS == 0 ? 0 : Long.bitCount(words[word] & (bit(number) - 1));
    for (int i = word; i > 0; i -= i & -i) {
      below += tree[i];
    }
    return below;
  }

  /// The number that has exactly `rank` smaller ones in the set.
  int select(int rank) {
    if (rank < 0 || rank >= size) {
      throw new IndexOutOfBoundsException(rank);
    }
    var word = 0;
    var left = rank;
    for (int step = topStep; step > 0; step >>= 1) {
      if (word + step < tree.length && tree[word + step] <= left) {
        word += step;
        left -= tree[word];
      }
    }
    var bits = words[word];
    while (left-- > 0) {
      bits &= bits - 1;
    }
    return word * WORD_BITS + Long.numberOfTrailingZeros(bits);
  }

  /// The smallest number in the set that is not below this one, or a negative one.
  int next(int number) {
    var word = number / WORD_BITS;
    if (word >= words.length) {
      return -1;
    }
    var bits = words[word] & -bit(number);
    while (bits == 0) {
      if (++word == words.length) {
        return -1;
      }
      bits = words[word];
    }
    return word * WORD_BITS + Long.numberOfTrailingZeros(bits);
  }

  private static long bit(int number) {
    return 1L << number;
  }

  private void count(int word, int change) {
    size += change;
    for (int i = word + 1; i < tree.length; i += i & -i) {
      tree[i] += change;
    }
  }
}
