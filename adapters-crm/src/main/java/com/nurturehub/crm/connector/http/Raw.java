package com.nurturehub.crm.connector.http;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// A piece of an answer, turned into text only when somebody wants to see it.
public sealed interface Raw {

  Raw NOTHING = new Nothing();

  String text();

  /// Nothing was sent.
  record Nothing() implements Raw {
    @Override
    public String text() {
      return "";
    }
  }

  record Tree(JsonNode node) implements Raw {
    @Override
    public String text() {
      return node.toString();
    }
  }

  /// Bytes of an answer, which are not copied; nobody writes to them any more.
  final class Cut implements Raw {

    private final byte[] bytes;
    private final int from;
    private final int to;

    public Cut(byte[] bytes) {
      this(bytes, 0, bytes.length);
    }

    public Cut(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    @Override
    public String text() {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
