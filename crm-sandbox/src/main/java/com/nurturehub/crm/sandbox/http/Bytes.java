package com.nurturehub.crm.sandbox.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that nobody changes any more: a body, or a contact as it is written on the wire.
public final class Bytes {

  public static final Bytes NONE = new Bytes(new byte[0], 0);

  private final byte[] content;
  private final int length;

  Bytes(byte[] content, int length) {
    this.content = content;
    this.length = length;
  }

  /// Takes the array over; the caller lets go of it.
  public static Bytes of(byte[] content) {
    return new Bytes(content, content.length);
  }

  public static Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public String text() {
    return new String(content, 0, length, StandardCharsets.UTF_8);
  }

  public byte[] copy() {
    return Arrays.copyOf(content, length);
  }

  public Bytes first(int count) {
    return new Bytes(content, Math.min(count, length));
  }

  public ByteBuffer buffer() {
    return ByteBuffer.wrap(content, 0, length).asReadOnlyBuffer();
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(content, 0, target, at, length);
  }
}
