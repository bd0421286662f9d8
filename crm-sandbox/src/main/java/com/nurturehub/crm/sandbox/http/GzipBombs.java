package com.nurturehub.crm.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// Small bodies that unpack to far more than anybody should read.
final class GzipBombs {

  private static final int BLOCK_BYTES = 64 * 1024;

  private GzipBombs() {}

  /// Writes the beginning of a JSON object and then blanks, so that a streaming parser keeps
  /// reading.
  static void write(long unpackedBytes, OutputStream out) throws IOException {
    var blanks = new byte[BLOCK_BYTES];
    Arrays.fill(blanks, (byte) ' ');
    var gzip = new GZIPOutputStream(out, BLOCK_BYTES);
    gzip.write("{".getBytes(StandardCharsets.US_ASCII));
    for (var left = unpackedBytes; left > 0; left -= BLOCK_BYTES) {
      gzip.write(blanks, 0, (int) Math.min(left, BLOCK_BYTES));
    }
    gzip.write("}".getBytes(StandardCharsets.US_ASCII));
    gzip.finish();
  }
}
