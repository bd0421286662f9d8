package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Integration;
import com.nurturehub.crm.connector.alto.AltoPayloads.Item;
import com.nurturehub.crm.connector.alto.AltoPayloads.Listing;
import com.nurturehub.crm.connector.alto.AltoPayloads.Note;
import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.connector.alto.AltoPayloads.Problem;
import com.nurturehub.crm.connector.alto.AltoPayloads.Row;
import com.nurturehub.crm.connector.alto.AltoPayloads.Shown;
import com.nurturehub.crm.connector.alto.AltoPayloads.Token;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads Alto's JSON. A record that is not as it should be becomes a flawed one and stops nothing;
/// an answer that is not what was asked for at all is [Unreadable].
final class AltoReader {

  private static final int NESTING_MAX = 50;
  private static final int NAME_LENGTH_MAX = 1_000;
  private static final int RAW_LENGTH_MAX = 20_000;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d{1,18})");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .build())
                  .build())
          .build();

  /// For a piece of a document, after which more follows.
  private static final JsonMapper PIECES =
      JSON.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private AltoReader() {}

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

  /// A page. Of one that is not `whole`, whatever arrived before it broke off; what broke is
  /// flawed.
  static Listing listing(byte[] body, boolean whole, Moment served) throws Unreadable {
    try (var json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable("it is no page of contacts");
      }
      var page = new PageReader(json, body);
      page.read(whole);
      return page.listing(whole, served);
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  /// A household that was asked for by this id.
  static Shown shown(String id, byte[] body, Moment served) throws Unreadable {
    return shown(id, tree(body), served);
  }

  static Shown unshown(String id, String flaw, byte[] body, Moment served) {
    return new Shown(id, Optional.empty(), flaw, raw(body), served);
  }

  /// Several households, in whichever shape Alto answers.
  static List<Shown> several(byte[] body, Moment served) throws Unreadable {
    var tree = tree(body);
    var items = tree.path("items");
    var list = tree.isArray() ? tree : items.isArray() ? items : null;
    var shown = new ArrayList<Shown>();
    if (list == null) {
      shown.add(shown(idOf(tree), tree, served));
    } else {
      list.forEach(one -> shown.add(shown(idOf(one), one, served)));
    }
    return shown;
  }

  static List<Preference> preferences(byte[] body) throws Unreadable {
    var tree = tree(body);
    if (!tree.isArray()) {
      throw new Unreadable("it is no list of preferences");
    }
    var preferences = new ArrayList<Preference>();
    for (var one : tree) {
      var fields = new AltoFields(one);
      var preference =
          new Preference(
              fields.text("type"),
              fields.text("optInStatus"),
              fields.stamp("dateActioned"),
              one.path("versionNumber").asInt(0));
      if (fields.flaw().isPresent()) {
        throw new Unreadable(fields.flaw().get());
      }
      preferences.add(preference);
    }
    return preferences;
  }

  /// The ids of the contacts that a search found.
  static List<String> found(byte[] body) throws Unreadable {
    var items = tree(body).path("items");
    if (!items.isArray()) {
      throw new Unreadable("it is no page of contacts");
    }
    var ids = new ArrayList<String>();
    for (var one : items) {
      var id = new AltoFields(one).id("contactId").or(() -> new AltoFields(one).id("id"));
      id.ifPresent(ids::add);
    }
    return ids;
  }

  static List<Note> notes(byte[] body) throws Unreadable {
    var tree = tree(body);
    if (!tree.isArray()) {
      throw new Unreadable("it is no list of notes");
    }
    var notes = new ArrayList<Note>();
    for (var one : tree) {
      var fields = new AltoFields(one);
      fields
          .id("id")
          .ifPresent(id -> notes.add(new Note(id, fields.text("title"), fields.text("notes"))));
    }
    return notes;
  }

  static Integration integration(byte[] body) throws Unreadable {
    var tree = tree(body);
    if (!tree.isObject()) {
      throw new Unreadable("it is no integration");
    }
    var branches = new ArrayList<String>();
    var texts = new ArrayList<Secret>();
    addTexts(tree.path("agencyIntegrationData"), texts);
    for (var branch : tree.path("branches")) {
      new AltoFields(branch).id("branchId").ifPresent(branches::add);
      addTexts(branch.path("integrationData"), texts);
    }
    return new Integration(branches, texts);
  }

  static Token token(byte[] body) throws Unreadable {
    var tree = tree(body);
    var access = tree.path("access_token");
    if (!access.isString() || access.asString().isBlank()) {
      throw new Unreadable("it holds no token");
    }
    var seconds = tree.path("expires_in");
    return new Token(
        Secret.of(access.asString()),
        seconds.isIntegralNumber() && seconds.asLong() > 0
            ? Optional.of(Duration.ofSeconds(seconds.asLong()))
            : Optional.empty());
  }

  /// Never fails: an error that cannot be read says nothing.
  static Problem problem(byte[] body) {
    var messages = new ArrayList<String>();
    try {
      var tree = tree(body);
      tree.path("errors").forEach(error -> addText(error.path("message"), messages));
      addText(tree.path("detail"), messages);
    } catch (Unreadable _) {
      // It says nothing.
    }
    return new Problem(messages);
  }

  static String json(Object tree) {
    return JSON.writeValueAsString(tree);
  }

  private static Shown shown(String id, JsonNode tree, Moment served) {
    var household = new AltoHousehold(tree);
    return new Shown(id, household.detail(), household.flaw(), raw(tree), served);
  }

  private static String idOf(JsonNode tree) {
    return new AltoFields(tree).id("id").orElse("");
  }

  private static void addText(JsonNode node, List<String> texts) {
    if (node.isString() && !node.asString().isBlank()) {
      texts.add(node.asString());
    }
  }

  private static void addTexts(JsonNode node, List<Secret> texts) {
    if (node.isString() && !node.asString().isBlank()) {
      texts.add(Secret.of(node.asString().strip()));
    }
    node.forEach(child -> addTexts(child, texts));
  }

  private static JsonNode tree(byte[] body) throws Unreadable {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  private static String raw(JsonNode tree) {
    var text = tree.toString();
    return text.length() <= RAW_LENGTH_MAX ? text : text.substring(0, RAW_LENGTH_MAX);
  }

  private static String raw(byte[] body) {
    return new String(body, 0, Math.min(body.length, RAW_LENGTH_MAX), StandardCharsets.UTF_8);
  }

  /// Reads a page item by item, so that one that breaks off leaves the others readable.
  private static final class PageReader {

    private final JsonParser json;
    private final byte[] body;
    private final List<Row> rows = new ArrayList<>();
    private Optional<String> next = Optional.empty();
    private boolean hasItems;
    private int itemStart;

    PageReader(JsonParser json, byte[] body) {
      this.json = json;
      this.body = body;
    }

    void read(boolean whole) {
      try {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          var name = json.currentName();
          json.nextToken();
          switch (name) {
            case "meta" -> next = nextIn(PIECES.readTree(json));
            case "items" -> readItems();
            default -> json.skipChildren();
          }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
          hasItems = false;
        }
      } catch (JacksonException broken) {
        if (whole) {
          throw broken;
        }
        rows.add(brokenOff());
      }
    }

    Listing listing(boolean whole, Moment served) throws Unreadable {
      if (!hasItems) {
        throw new Unreadable("it is no page of contacts");
      }
      return new Listing(rows, next, served, whole);
    }

    private void readItems() {
      hasItems = json.currentToken() == JsonToken.START_ARRAY;
      if (!hasItems) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        itemStart = (int) json.currentTokenLocation().getByteOffset();
        rows.add(row(PIECES.readTree(json)));
      }
    }

    private static Optional<String> nextIn(JsonNode meta) {
      var token = meta.path("nextToken");
      return token.isString() && !token.asString().isEmpty()
          ? Optional.of(token.asString())
          : Optional.empty();
    }

    private Row brokenOff() {
      var raw =
          new String(
              body,
              itemStart,
              Math.min(body.length - itemStart, RAW_LENGTH_MAX),
              StandardCharsets.UTF_8);
      var id = ID.matcher(raw);
      return new Row(
          id.find() ? Optional.of(id.group(1)) : Optional.empty(),
          Optional.empty(),
          "it is too large",
          raw);
    }

    private static Row row(JsonNode tree) {
      var fields = new AltoFields(tree);
      var id = fields.id("id");
      if (id.isEmpty()) {
        return new Row(id, Optional.empty(), "it has no id", raw(tree));
      }
      return new Row(id, Optional.of(new Item(id.get(), personas(tree))), "", raw(tree));
    }

    /// A persona that Alto invents later means nothing yet.
    private static Set<String> personas(JsonNode item) {
      var personas = new HashSet<String>();
      for (var persona : item.path("contactType").path("persona")) {
        if (persona.isString()) {
          personas.add(persona.asString());
        }
      }
      return personas;
    }
  }
}
