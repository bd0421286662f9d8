package com.nurturehub.crm.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// JSON written straight into bytes, for pages that are answered by the thousand.
///
/// It does not look after commas and braces: the caller writes them, usually as ready-made pieces.
public final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private byte[] content;
  private int length;

  public JsonBytes(int expected) {
    content = new byte[Math.max(expected, 64)];
  }

  /// A piece of JSON made ready once and written often.
  public static byte[] piece(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  public JsonBytes raw(byte[] piece) {
    makeRoom(piece.length);
    System.arraycopy(piece, 0, content, length, piece.length);
    length += piece.length;
    return this;
  }

  public JsonBytes raw(Bytes piece) {
    makeRoom(piece.length());
    piece.copyTo(content, length);
    length += piece.length();
    return this;
  }

  /// Characters that are known to be plain ASCII and to need no escape.
  public JsonBytes plain(String ascii) {
    var count = ascii.length();
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      content[length + i] = (byte) ascii.charAt(i);
    }
    length += count;
    return this;
  }

  public JsonBytes string(@Nullable String text) {
    if (text == null) {
      return raw(NULL);
    }
    var count = text.length();
    makeRoom(count * 6 + 2);
    var at = length;
    content[at++] = '"';
    for (int i = 0; i < count; i++) {
      var c = text.charAt(i);
      if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') {
        length = at;
        writeRest(text, i);
        return this;
      }
      content[at++] = (byte) c;
    }
    content[at++] = '"';
    length = at;
    return this;
  }

  public JsonBytes flag(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  public JsonBytes number(long value) {
    if (value >= 0 && value < 10) {
      makeRoom(1);
      content[length++] = (byte) ('0' + value);
      return this;
    }
    return plain(Long.toString(value));
  }

  /// Exactly `digits` decimal digits, with leading zeros.
  public JsonBytes digits(long value, int digits) {
    makeRoom(digits);
    var rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      content[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  public Bytes done() {
    return new Bytes(content, length);
  }

  // Both halves of a surrogate pair are escaped, so a lone one reaches the wire unharmed as well.
  private void writeRest(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        content[length++] = '\\';
        content[length++] = (byte) c;
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        escape(c);
      } else if (c < 0x80) {
        content[length++] = (byte) c;
      } else if (c < 0x800) {
        content[length++] = (byte) (0xC0 | (c >> 6));
        content[length++] = (byte) (0x80 | (c & 0x3F));
      } else {
        content[length++] = (byte) (0xE0 | (c >> 12));
        content[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        content[length++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    content[length++] = '"';
  }

  private void escape(char c) {
    content[length++] = '\\';
    content[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      content[length++] = HEX[(c >> shift) & 0xF];
    }
  }

  private void makeRoom(int more) {
    if (length + more > content.length) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, length + more));
    }
  }
}
