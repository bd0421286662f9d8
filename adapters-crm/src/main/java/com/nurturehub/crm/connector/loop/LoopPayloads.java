package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.loop.LoopFields.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The wire format as it was proposed. Where its members stand is a setting, so that they have our
/// names here.
final class LoopPayloads {

  private LoopPayloads() {}

  /// A person. Missing, null and blank are all the same, and not in here.
  ///
  /// @param whole the record as it was shown
  record Person(
      String id,
      List<String> roles,
      Map<Field, String> texts,
      Map<Field, Boolean> flags,
      @Nullable Instant created,
      @Nullable Instant updated,
      ObjectNode whole) {

    Person {
      roles = List.copyOf(roles);
      texts = Map.copyOf(texts);
      flags = Map.copyOf(flags);
    }

    String text(Field field) {
      return texts.getOrDefault(field, "");
    }

    @Override
    public String toString() {
      return "person " + id;
    }
  }

  /// What a page has in one place: a person, or why there is none. `raw` is what was sent.
  record Row(
      Optional<String> id,
      Optional<Instant> updated,
      @Nullable Person person,
      String flaw,
      Raw raw) {}

  /// A page of a list. `total` is what Loop declares for the whole of what was asked for, if it
  /// does.
  record Listing(List<Row> rows, OptionalLong total, Moment served) {

    Listing {
      rows = List.copyOf(rows);
    }
  }

  record Problem(List<Flaw> errors) {

    Problem {
      errors = List.copyOf(errors);
    }
  }

  record Flaw(String field, String message) {}

  /// The members of a person to be written; an absent value clears one. It prints no value.
  record Body(Map<Field, Object> members) {

    boolean isEmpty() {
      return members.isEmpty();
    }

    @Override
    public String toString() {
      return "members " + members.keySet();
    }
  }
}
