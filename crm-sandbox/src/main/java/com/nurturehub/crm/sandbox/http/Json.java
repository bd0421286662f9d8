package com.nurturehub.crm.sandbox.http;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a tree, for everything that is not answered by the thousand.
public final class Json {

  // Escaping non-ASCII lets a lone surrogate be written, which UTF-8 cannot hold.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static Bytes bytes(JsonNode tree) {
    return Bytes.of(MAPPER.writeValueAsBytes(tree));
  }

  /// The object in these bytes, or nothing if they hold anything else or no JSON at all.
  public static Optional<ObjectNode> objectIn(Bytes bytes) {
    try {
      var tree = MAPPER.readTree(bytes.copy());
      return tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The list in these bytes, or nothing if they hold anything else or no JSON at all.
  public static Optional<ArrayNode> arrayIn(Bytes bytes) {
    try {
      return MAPPER.readTree(bytes.copy()) instanceof ArrayNode array
          ? Optional.of(array)
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The object that we wrote ourselves.
  public static ObjectNode ours(Bytes bytes) {
    return objectIn(bytes).orElseThrow(() -> new IllegalArgumentException("not a JSON object"));
  }

  /// The text of a member, or nothing when it is absent, null or no text.
  public static Optional<String> text(JsonNode tree, String member) {
    var value = tree.get(member);
    return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }
}
