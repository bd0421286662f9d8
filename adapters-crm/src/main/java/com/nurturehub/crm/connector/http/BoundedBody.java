package com.nurturehub.crm.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The beginning of a stream, and whether that was all of it.
final class BoundedBody {

  private static final int FIRST_BYTES = 64 * 1024;

  private final byte[] bytes;
  private final boolean whole;

  private BoundedBody(byte[] bytes, boolean whole) {
    this.bytes = bytes;
    this.whole = whole;
  }

  static BoundedBody empty() {
    return new BoundedBody(new byte[0], true);
  }

  static BoundedBody read(InputStream in, int bytesMax) throws IOException {
    var buffer = new byte[Math.min(FIRST_BYTES, bytesMax)];
    var length = 0;
    while (true) {
      var count = in.read(buffer, length, buffer.length - length);
      if (count < 0) {
        return new BoundedBody(Arrays.copyOf(buffer, length), true);
      }
      length += count;
      if (length == buffer.length) {
        if (length == bytesMax) {
          return new BoundedBody(buffer, in.read() < 0);
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(bytesMax, 2L * length));
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isWhole() {
    return whole;
  }
}
