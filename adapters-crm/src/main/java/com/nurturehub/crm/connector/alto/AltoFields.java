package com.nurturehub.crm.connector.alto;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The members of one object, each in the type it should have. The first that has another is
/// remembered as the object's flaw. Nothing and null are no flaw: almost everything at Alto may be
/// missing.
final class AltoFields {

  private final JsonNode object;
  private Optional<String> flaw = Optional.empty();

  AltoFields(JsonNode object) {
    this.object = object;
    if (!object.isObject()) {
      flaw = Optional.of("it is no object");
    }
  }

  Optional<String> flaw() {
    return flaw;
  }

  String text(String member) {
    var value = object.path(member);
    if (isAbsent(value)) {
      return "";
    }
    if (!value.isString()) {
      note("%s is no text".formatted(member));
      return "";
    }
    return value.asString();
  }

  boolean flag(String member) {
    var value = object.path(member);
    if (!isAbsent(value) && !value.isBoolean()) {
      note("%s is neither true nor false".formatted(member));
    }
    return value.asBoolean(false);
  }

  Optional<Instant> stamp(String member) {
    var text = text(member);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      note("%s is no time".formatted(member));
      return Optional.empty();
    }
  }

  /// An id; Alto gives some as text and some as numbers.
  Optional<String> id(String member) {
    var value = object.path(member);
    if (value.isIntegralNumber() && value.asLong() >= 0) {
      return Optional.of(Long.toString(value.asLong()));
    }
    return value.isString() && value.asString().matches("[A-Za-z0-9]{1,60}")
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  /// The members of a list; anything else than a list counts as none and is a flaw.
  JsonNode list(String member) {
    var value = object.path(member);
    if (!isAbsent(value) && !value.isArray()) {
      note("%s is no list".formatted(member));
    }
    return value.isArray() ? value : object.path("");
  }

  JsonNode object(String member) {
    var value = object.path(member);
    if (!isAbsent(value) && !value.isObject()) {
      note("%s is no object".formatted(member));
    }
    return value;
  }

  /// A part of this object has a flaw of its own.
  void note(String why) {
    if (flaw.isEmpty()) {
      flaw = Optional.of(why);
    }
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
