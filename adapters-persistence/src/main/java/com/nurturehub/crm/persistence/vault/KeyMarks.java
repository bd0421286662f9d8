package com.nurturehub.crm.persistence.vault;

import com.google.crypto.tink.KeysetHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What encrypted values begin with: the mark of the key they were encrypted with.
record KeyMarks(Mark newest, Set<Mark> known) {

  static final int BYTES = 5;

  private static final byte VERSION = 1;

  KeyMarks {
    known = Set.copyOf(known);
  }

  record Mark(int key) {

    byte[] bytes() {
      return ByteBuffer.allocate(BYTES).put(VERSION).putInt(key).array();
    }
  }

  static KeyMarks of(KeysetHandle keyset) {
    return new KeyMarks(
        new Mark(keyset.getPrimary().getId()),
        IntStream.range(0, keyset.size())
            .mapToObj(at -> new Mark(keyset.getAt(at).getId()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean isKnown(byte[] encrypted) {
    return known.stream()
        .anyMatch(mark ->
            encrypted.length >= BYTES
                && Arrays.equals(mark.bytes(), 0, BYTES, encrypted, 0, BYTES));
  }
}
