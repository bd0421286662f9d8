package com.nurturehub.crm.sandbox.reapit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// One condition on a contact's metadata, such as `metadata.nurtureHubId $eq 'c0ffee-1'`. Texts are
/// compared without regard to case.
record MetadataFilter(String path, Operator operator, List<String> values) {

  enum Operator {
    EQ,
    NE,
    GT,
    LT,
    GTE,
    LTE,
    IN,
    NIN,
    CON
  }

  private static final Pattern FORM =
      Pattern.compile(
          "metadata\\.([A-Za-z0-9_.-]+)\\s+\\$(eq|ne|gte|gt|lte|lt|in|nin|con)\\s+(.+)");
  private static final Pattern TEXT = Pattern.compile("'([^']*)'");
  private static final Pattern BARE = Pattern.compile("-?\\d+(\\.\\d+)?|true|false|null");

  /// Nothing, if the expression is malformed.
  static Optional<MetadataFilter> parsed(String expression) {
    var form = FORM.matcher(expression.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    var operator = Operator.valueOf(form.group(2).toUpperCase(Locale.ROOT));
    var list = operator == Operator.IN || operator == Operator.NIN;
    return valuesIn(form.group(3).strip(), list)
        .map(values -> new MetadataFilter(form.group(1), operator, values));
  }

  /// What contacts that fit can be looked up by, if this condition says so.
  Optional<String> handle() {
    return operator == Operator.EQ && !BARE.matcher(values.getFirst()).matches()
        ? Optional.of(ReapitCards.metadataHandle(path, values.getFirst()))
        : Optional.empty();
  }

  /// Whether a contact without any metadata fits.
  boolean fitsNothing() {
    return operator == Operator.NE || operator == Operator.NIN;
  }

  boolean fits(JsonNode metadata) {
    var found = leaf(metadata);
    return switch (operator) {
      case EQ -> same(found, values.getFirst());
      case NE -> !same(found, values.getFirst());
      case IN -> values.stream().anyMatch(value -> same(found, value));
      case NIN -> values.stream().noneMatch(value -> same(found, value));
      case CON -> contains(found, values.getFirst());
      case GT -> compared(found, order -> order > 0);
      case LT -> compared(found, order -> order < 0);
      case GTE -> compared(found, order -> order >= 0);
      case LTE -> compared(found, order -> order <= 0);
    };
  }

  private JsonNode leaf(JsonNode metadata) {
    var at = metadata;
    for (var step : path.split("\\.", -1)) {
      at = memberOf(at, step);
    }
    return at;
  }

  private static JsonNode memberOf(JsonNode tree, String name) {
    for (var member : tree.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return tree.path(name);
  }

  private boolean compared(JsonNode found, IntPredicate wanted) {
    if (!found.isValueNode() || found.isNull()) {
      return false;
    }
    var value = values.getFirst();
    var order =
        found.isNumber() && BARE.matcher(value).matches()
            ? Double.compare(found.asDouble(), Double.parseDouble(value))
            : found.asString().compareToIgnoreCase(value);
    return wanted.test(order);
  }

  private static boolean same(JsonNode found, String value) {
    return found.isValueNode() && found.asString("null").equalsIgnoreCase(value);
  }

  private static boolean contains(JsonNode found, String value) {
    if (found.isArray()) {
      return StreamSupport.stream(found.spliterator(), false).anyMatch(one -> same(one, value));
    }
    return found.isString()
        && found.asString().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
  }

  private static Optional<List<String>> valuesIn(String text, boolean list) {
    if (list) {
      var inside =
          text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
      var values =
          Pattern.compile(",").splitAsStream(inside).map(one -> value(one.strip())).toList();
      return values.stream().allMatch(Optional::isPresent)
          ? Optional.of(values.stream().flatMap(Optional::stream).toList())
          : Optional.empty();
    }
    return value(text).map(List::of);
  }

  private static Optional<String> value(String text) {
    var quoted = TEXT.matcher(text);
    if (quoted.matches()) {
      return Optional.of(quoted.group(1));
    }
    return BARE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
