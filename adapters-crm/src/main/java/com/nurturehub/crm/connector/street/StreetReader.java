package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.street.StreetPayloads.Address;
import com.nurturehub.crm.connector.street.StreetPayloads.Applicant;
import com.nurturehub.crm.connector.street.StreetPayloads.Branch;
import com.nurturehub.crm.connector.street.StreetPayloads.Detail;
import com.nurturehub.crm.connector.street.StreetPayloads.Enquiry;
import com.nurturehub.crm.connector.street.StreetPayloads.Flaw;
import com.nurturehub.crm.connector.street.StreetPayloads.Listing;
import com.nurturehub.crm.connector.street.StreetPayloads.Person;
import com.nurturehub.crm.connector.street.StreetPayloads.Preferences;
import com.nurturehub.crm.connector.street.StreetPayloads.Problem;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.connector.street.StreetPayloads.Statuses;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads Street's documents. A person that is not as it should be becomes a flawed row and stops
/// nothing; an answer that is not what was asked for at all is [Unreadable].
final class StreetReader {

  private static final int NESTING_MAX = 50;
  private static final int NAME_LENGTH_MAX = 1_000;
  private static final int BEGINNING_BYTES = 20_000;
  private static final int ERRORS_MAX = 20;
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
  private static final Pattern FIRST_ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]{1,200})\"");

  private StreetReader() {}

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

  /// A page, whose counts are what they should be.
  static Listing people(byte[] body, Moment served) throws Unreadable {
    var document = document(body);
    var data = document.get("data");
    var pagination = document.path("meta").path("pagination");
    if (data == null || !data.isArray() || !pagination.path("total").isIntegralNumber()) {
      throw new Unreadable("it is no page of people");
    }
    if (pagination.has("count") && pagination.path("count").asLong(-1) != data.size()) {
      throw new Unreadable("its page does not hold what it declares");
    }
    var applicants = applicants(document.path("included"));
    var rows = new ArrayList<Row>(data.size());
    data.forEach(resource -> rows.add(row(resource, applicants)));
    return new Listing(rows, pagination.path("total").asLong(), served);
  }

  /// A single person.
  static Row person(byte[] body) throws Unreadable {
    var document = document(body);
    if (!document.path("data").isObject()) {
      throw new Unreadable("it is no person");
    }
    return row(document.path("data"), applicants(document.path("included")));
  }

  static List<Branch> branches(byte[] body) throws Unreadable {
    var data = document(body).get("data");
    if (data == null || !data.isArray()) {
      throw new Unreadable("it is no list of branches");
    }
    var branches = new ArrayList<Branch>();
    for (var branch : data) {
      var opened = time(branch.path("attributes").path("created_at").asString(""));
      text(branch, "id").ifPresent(id -> branches.add(new Branch(id, opened.orElse(Instant.MAX))));
    }
    return branches;
  }

  static Enquiry enquiry(byte[] body) throws Unreadable {
    var data = document(body).path("data");
    var id = text(data, "id");
    if (id.isEmpty()) {
      throw new Unreadable("it is no enquiry");
    }
    return enquiry(id.get(), data);
  }

  static List<Enquiry> enquiries(byte[] body) throws Unreadable {
    var data = document(body).get("data");
    if (data == null || !data.isArray()) {
      throw new Unreadable("it is no list of enquiries");
    }
    var enquiries = new ArrayList<Enquiry>();
    for (var one : data) {
      text(one, "id").ifPresent(id -> enquiries.add(enquiry(id, one)));
    }
    return enquiries;
  }

  private static Enquiry enquiry(String id, JsonNode resource) {
    return new Enquiry(
        id,
        text(resource.path("relationships").path("person").path("data"), "id"),
        text(resource.path("attributes"), "custom_source").orElse(""));
  }

  /// What the beginning of an answer tells of its first person, before it breaks off.
  static Row beginning(byte[] body, String flaw) {
    var bytes = Arrays.copyOf(body, Math.min(body.length, BEGINNING_BYTES));
    var id = FIRST_ID.matcher(new String(bytes, StandardCharsets.UTF_8));
    return new Row(
        id.find() ? Optional.of(id.group(1)) : Optional.empty(),
        Optional.empty(),
        null,
        flaw,
        new Raw.Cut(bytes));
  }

  /// Never fails: an error that cannot be read says nothing. Street's errors come as a list or as
  /// an object, and a gateway's have nothing but a message.
  static Problem problem(byte[] body) {
    try {
      var document = document(body);
      var errors = document.path("errors");
      var flaws = new ArrayList<Flaw>();
      for (var error : errors.isObject() ? List.of(errors) : errors) {
        if (flaws.size() < ERRORS_MAX) {
          flaws.add(flaw(error));
        }
      }
      text(document, "message").ifPresent(message -> flaws.add(new Flaw("", message)));
      return new Problem(flaws);
    } catch (Unreadable _) {
      return new Problem(List.of());
    }
  }

  private static Flaw flaw(JsonNode error) {
    var source = error.path("source");
    return new Flaw(
        text(source, "pointer").or(() -> text(source, "parameter")).orElse(""),
        text(error, "detail").or(() -> text(error, "title")).orElse(""));
  }

  static JsonNode document(byte[] body) throws Unreadable {
    try {
      var tree = JSON.readTree(body);
      if (tree == null || !tree.isObject()) {
        throw new Unreadable("it is no JSON object");
      }
      return tree;
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  private static Map<String, Applicant> applicants(JsonNode included) {
    var applicants = new HashMap<String, Applicant>();
    for (var resource : included) {
      if (text(resource, "type").orElse("").equals("applicant")) {
        var attributes = resource.path("attributes");
        var applicant =
            new Applicant(
                text(attributes, "applicant_type").orElse(null),
                text(attributes, "buying_position").orElse(null));
        text(resource, "id").ifPresent(id -> applicants.put(id, applicant));
      }
    }
    return applicants;
  }

  private static Row row(JsonNode resource, Map<String, Applicant> applicants) {
    var raw = new Raw.Tree(resource);
    var id = text(resource, "id").filter(given -> !given.isBlank());
    if (!resource.isObject()) {
      return new Row(id, Optional.empty(), null, "it is no person", raw);
    }
    if (id.isEmpty()) {
      return new Row(id, Optional.empty(), null, "it has no id", raw);
    }
    var reading = new Reading(resource.path("attributes"));
    var person = reading.person(id.get(), linked(resource, applicants));
    var updatedAt = Optional.ofNullable(person.updatedAt());
    return reading.flaw.isEmpty()
        ? new Row(id, updatedAt, person, "", raw)
        : new Row(id, updatedAt, null, reading.flaw, raw);
  }

  private static List<Applicant> linked(JsonNode resource, Map<String, Applicant> applicants) {
    var linked = new ArrayList<Applicant>();
    for (var link : resource.path("relationships").path("applicants").path("data")) {
      text(link, "id")
          .flatMap(id -> Optional.ofNullable(applicants.get(id)))
          .ifPresent(linked::add);
    }
    return linked;
  }

  static Optional<String> text(JsonNode tree, String member) {
    var value = tree.get(member);
    return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  /// Street shows times with `Z`; an offset, a fraction or neither is borne.
  private static Optional<Instant> time(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Reads the attributes of one person. The first thing that is not as it should be is remembered
  /// as its flaw, and reading goes on behind it.
  private static final class Reading {

    private final JsonNode attributes;
    private String flaw = "";

    Reading(JsonNode attributes) {
      this.attributes = attributes;
    }

    Person person(String id, List<Applicant> applicants) {
      return new Person(
          id,
          string(attributes, "title"),
          string(attributes, "first_name"),
          string(attributes, "last_name"),
          address(),
          details("telephone_numbers"),
          details("email_addresses"),
          flag(attributes, "marketing_consent"),
          preferences(),
          statuses(),
          stamp("created_at"),
          stamp("updated_at"),
          applicants);
    }

    private @Nullable Address address() {
      var given = object("address");
      return given == null
          ? null
          : new Address(
              string(given, "building_number"),
              string(given, "building_name"),
              string(given, "street"),
              lines(given),
              string(given, "town"),
              string(given, "country"),
              string(given, "postcode"));
    }

    private List<String> lines(JsonNode given) {
      var lines = new ArrayList<String>();
      for (int number = 1; number <= 4; number++) {
        var line = string(given, "line_" + number);
        if (line != null && !line.isBlank()) {
          lines.add(line);
        }
      }
      return lines;
    }

    private List<Detail> details(String member) {
      var details = new ArrayList<Detail>();
      var given = attributes.path(member);
      if (!given.isArray()) {
        expectNull(member, given);
        return details;
      }
      for (var detail : given) {
        if (detail.isObject()) {
          var value = string(detail, "value");
          if (value != null && !value.isBlank()) {
            details.add(new Detail(value, Boolean.TRUE.equals(flag(detail, "primary"))));
          }
        } else {
          flawed(member + " has another shape");
        }
      }
      return details;
    }

    private Preferences preferences() {
      var given = object("contact_preferences");
      return given == null
          ? Preferences.NONE
          : new Preferences(
              flag(given, "email"), flag(given, "post"), flag(given, "text"), flag(given, "phone"));
    }

    private Statuses statuses() {
      var given = object("statuses");
      return given == null
          ? Statuses.NONE
          : new Statuses(
              string(given, "vendor"), string(given, "landlord"), string(given, "tenant"));
    }

    private @Nullable Instant stamp(String member) {
      var text = string(attributes, member);
      if (text == null || text.isBlank()) {
        return null;
      }
      var time = time(text);
      if (time.isEmpty()) {
        flawed(member + " is not a time");
      }
      return time.orElse(null);
    }

    private @Nullable JsonNode object(String member) {
      var given = attributes.path(member);
      if (given.isObject()) {
        return given;
      }
      expectNull(member, given);
      return null;
    }

    private @Nullable String string(JsonNode of, String member) {
      var given = of.path(member);
      if (given.isString()) {
        return given.asString();
      }
      if (!given.isMissingNode() && !given.isNull()) {
        flawed(member + " is not a text");
      }
      return null;
    }

    private @Nullable Boolean flag(JsonNode of, String member) {
      var given = of.path(member);
      if (given.isBoolean()) {
        return given.asBoolean();
      }
      if (!given.isMissingNode() && !given.isNull()) {
        flawed(member + " is neither true nor false");
      }
      return null;
    }

    private void expectNull(String member, JsonNode given) {
      if (!given.isMissingNode() && !given.isNull()) {
        flawed(member + " has another shape");
      }
    }

    private void flawed(String what) {
      if (flaw.isEmpty()) {
        flaw = what;
      }
    }
  }
}
