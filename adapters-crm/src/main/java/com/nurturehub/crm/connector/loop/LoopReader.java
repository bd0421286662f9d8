package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.loop.LoopFields.Field;
import com.nurturehub.crm.connector.loop.LoopPayloads.Flaw;
import com.nurturehub.crm.connector.loop.LoopPayloads.Listing;
import com.nurturehub.crm.connector.loop.LoopPayloads.Person;
import com.nurturehub.crm.connector.loop.LoopPayloads.Problem;
import com.nurturehub.crm.connector.loop.LoopPayloads.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads Loop's JSON. A person that is not as it should be becomes a flawed row and stops nothing;
/// an answer that is not what was asked for at all is [Unreadable], and never "nobody".
record LoopReader(LoopSettings settings) {

  private static final int NESTING_MAX = 50;
  private static final int NAME_LENGTH_MAX = 1_000;
  private static final int BEGINNING_BYTES = 20_000;
  private static final int ERRORS_MAX = 20;
  private static final List<Field> TEXTS =
      List.of(
          Field.STATUS,
          Field.TITLE,
          Field.FIRST_NAME,
          Field.LAST_NAME,
          Field.COMPANY,
          Field.EMAIL,
          Field.MOBILE,
          Field.HOME_PHONE,
          Field.WORK_PHONE,
          Field.HOUSE,
          Field.STREET,
          Field.LOCALITY,
          Field.TOWN,
          Field.COUNTY,
          Field.POSTCODE);
  private static final List<Field> FLAGS =
      List.of(Field.EMAIL_CONSENT, Field.SMS_CONSENT, Field.PHONE_CONSENT);
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// The answer as a whole makes no sense. The message holds nothing of it.
  static final class Unreadable extends Exception {

    private final String why;

    Unreadable(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /// Whether an answer, whatever its status, tells of a failure inside.
  boolean failsInside(byte[] body) {
    try {
      var flag = document(body).get(settings.meanings().flag());
      return flag != null
          && flag.isString()
          && flag.asString().equalsIgnoreCase(settings.meanings().flagValue());
    } catch (Unreadable _) {
      return false;
    }
  }

  /// The rows of any list.
  JsonNode items(byte[] body) throws Unreadable {
    return items(document(body));
  }

  private JsonNode items(JsonNode document) throws Unreadable {
    for (var name : settings.people().items()) {
      var items = document.get(name);
      if (items != null && items.isArray()) {
        return items;
      }
    }
    throw new Unreadable("it is no list");
  }

  Listing people(byte[] body, LoopSettings.Path path, Moment served) throws Unreadable {
    var document = document(body);
    var rows = new ArrayList<Row>();
    for (var item : items(document)) {
      rows.add(row(item, path));
    }
    var total = document.path(settings.people().totalMember());
    return new Listing(
        rows,
        total.isIntegralNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
        served);
  }

  Row person(byte[] body, LoopSettings.Path path) throws Unreadable {
    return row(document(body), path);
  }

  /// What is known of an answer that is too large to be read.
  Row beginning(byte[] body, Optional<String> id, String flaw) {
    var bytes = Arrays.copyOf(body, Math.min(body.length, BEGINNING_BYTES));
    return new Row(id, Optional.empty(), null, flaw, new Raw.Cut(bytes));
  }

  /// Never fails: an error that cannot be read says nothing.
  Problem problem(byte[] body) {
    var flaws = new ArrayList<Flaw>();
    try {
      document(body)
          .path("errors")
          .properties()
          .forEach(field ->
              field
                  .getValue()
                  .forEach(message -> {
                    if (flaws.size() < ERRORS_MAX) {
                      flaws.add(new Flaw(field.getKey(), message.asString("")));
                    }
                  }));
    } catch (Unreadable _) {
      // What cannot be read says nothing.
    }
    return new Problem(flaws);
  }

  private static ObjectNode document(byte[] body) throws Unreadable {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw new Unreadable("it is no JSON object");
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  /// An id is unique among the people of one path only.
  private Row row(JsonNode item, LoopSettings.Path path) {
    var raw = new Raw.Tree(item);
    if (!(item instanceof ObjectNode object)) {
      return new Row(Optional.empty(), Optional.empty(), null, "it is no person", raw);
    }
    var id = id(object.at(settings.fields().of(Field.ID)));
    if (id.isEmpty()) {
      return new Row(id, Optional.empty(), null, "it has no id", raw);
    }
    var reading = new Reading(object, settings.fields());
    var person = reading.person(LoopMapping.external(settings.people(), path, id.get()), path);
    return new Row(
        Optional.of(person.id()),
        Optional.ofNullable(person.updated()),
        reading.flaw.isEmpty() ? person : null,
        reading.flaw,
        raw);
  }

  /// Ids come as numbers and as texts.
  private static Optional<String> id(JsonNode given) {
    if (given.isIntegralNumber()) {
      return Optional.of(given.asString());
    }
    return given.isString() && !given.asString().isBlank()
        ? Optional.of(given.asString())
        : Optional.empty();
  }

  /// Reads one person. The first thing that is not as it should be is remembered as its flaw, and
  /// reading goes on behind it.
  private static final class Reading {

    private final ObjectNode object;
    private final LoopFields fields;
    private String flaw = "";

    Reading(ObjectNode object, LoopFields fields) {
      this.object = object;
      this.fields = fields;
    }

    Person person(String id, LoopSettings.Path path) {
      return new Person(
          id, roles(path), texts(), flags(), time(Field.CREATED), time(Field.UPDATED), object);
    }

    private List<String> roles(LoopSettings.Path path) {
      var roles = new ArrayList<String>();
      path.role().ifPresent(roles::add);
      var given = object.at(fields.of(Field.ROLES));
      for (var role : given) {
        if (role.isString()) {
          roles.add(role.asString());
        }
      }
      if (!given.isArray()) {
        expectNothing(Field.ROLES, given);
      }
      return roles;
    }

    private Map<Field, String> texts() {
      var texts = new EnumMap<Field, String>(Field.class);
      for (var field : TEXTS) {
        var given = object.at(fields.of(field));
        if (given.isString() && !given.asString().isBlank()) {
          texts.put(field, given.asString());
        } else if (!given.isString()) {
          expectNothing(field, given);
        }
      }
      return texts;
    }

    private Map<Field, Boolean> flags() {
      var flags = new EnumMap<Field, Boolean>(Field.class);
      for (var field : FLAGS) {
        var given = object.at(fields.of(field));
        if (given.isBoolean()) {
          flags.put(field, given.asBoolean());
        } else {
          expectNothing(field, given);
        }
      }
      return flags;
    }

    private @Nullable Instant time(Field field) {
      var given = object.at(fields.of(field));
      if (!given.isString() || given.asString().isBlank()) {
        if (!given.isString()) {
          expectNothing(field, given);
        }
        return null;
      }
      var text = given.asString();
      try {
        return text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException _) {
        flawed(name(field) + " is not a time");
        return null;
      }
    }

    private void expectNothing(Field field, JsonNode given) {
      if (!given.isMissingNode() && !given.isNull()) {
        flawed(name(field) + " has another shape");
      }
    }

    private String name(Field field) {
      return fields.of(field).substring(1);
    }

    private void flawed(String what) {
      if (flaw.isEmpty()) {
        flaw = what;
      }
    }
  }
}
