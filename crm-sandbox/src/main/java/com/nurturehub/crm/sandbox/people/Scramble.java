package com.nurturehub.crm.sandbox.people;

import java.math.BigInteger;

/// Spreads numbers over a range so that neighbours look unrelated, and brings them back.
public final class Scramble {

  private final long range;
  private final long factor;
  private final long inverse;
  private final long shift;

  /// `factor` and `range` must have no common divisor.
  public Scramble(long range, long factor, long shift) {
    this.range = range;
    this.factor = factor;
    this.shift = shift;
    this.inverse =
        BigInteger.valueOf(factor).modInverse(BigInteger.valueOf(range)).longValueExact();
  }

  public long hide(long number) {
    return (number * factor + shift) % range;
  }

  /// The number below the range that `hide` turned into this; a negative one for what `hide` never
  /// gives.
  public long reveal(long hidden) {
    if (hidden < 0 || hidden >= range) {
      return -1;
    }
    return (hidden - shift % range + range) % range * inverse % range;
  }
}
