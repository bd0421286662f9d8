package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Flaw;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Hook;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Problem;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Token;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads Reapit's JSON as it streams by. A record that is not as it should be becomes a flawed row
/// and stops nothing; an answer that is not what was asked for at all is [Unreadable].
final class ReapitReader {

  private static final int NESTING_MAX = 50;
  private static final int NAME_LENGTH_MAX = 1_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .build())
          .build();

  private ReapitReader() {}

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
  static Listing listing(byte[] body, Moment served) throws Unreadable {
    try (var json = open(body)) {
      List<Row> rows = null;
      var counted = -1L;
      var total = -1L;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        json.nextToken();
        switch (name) {
          case "_embedded" -> rows = rows(json, body);
          case "pageCount" -> counted = number(json);
          case "totalCount" -> total = number(json);
          default -> json.skipChildren();
        }
      }
      toEnd(json);
      return checked(rows, counted, total, served);
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  private static Listing checked(@Nullable List<Row> rows, long counted, long total, Moment served)
      throws Unreadable {
    if (rows == null || total < 0) {
      throw new Unreadable("it is no page of contacts");
    }
    if (counted >= 0 && counted != rows.size()) {
      throw new Unreadable("its page does not hold what it declares");
    }
    return new Listing(rows, total, served);
  }

  /// A single contact.
  static Row contact(byte[] body) throws Unreadable {
    try (var json = open(body)) {
      return ReapitRowReader.read(json, body);
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  /// What the beginning of a page tells of its first contact, before it breaks off.
  static Row beginning(byte[] body, String flaw) {
    var first = new ReapitRowReader(body);
    try (var json = open(body)) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var isPage = json.currentName().equals("_embedded");
        json.nextToken();
        if (isPage && json.nextToken() == JsonToken.START_OBJECT) {
          first.start(json);
          first.members(json);
        }
        json.skipChildren();
      }
    } catch (JacksonException | Unreadable _) {
      // Expected: it breaks off.
    }
    return first.brokenOff(flaw);
  }

  static Token token(byte[] body) throws Unreadable {
    try (var json = open(body)) {
      Secret access = null;
      var seconds = -1L;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        json.nextToken();
        if (name.equals("access_token") && json.currentToken() == JsonToken.VALUE_STRING) {
          access = Secret.of(json.getString());
        } else if (name.equals("expires_in")) {
          seconds = number(json);
        } else {
          json.skipChildren();
        }
      }
      if (access == null || seconds < 0) {
        throw new Unreadable("it holds no token");
      }
      return new Token(access, Duration.ofSeconds(seconds));
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  /// The signed word about who signed in; empty where there is none.
  static Optional<String> idToken(byte[] body) {
    try (var json = open(body)) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var isIt = json.currentName().equals("id_token");
        if (json.nextToken() == JsonToken.VALUE_STRING && isIt) {
          return Optional.of(json.getString());
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (JacksonException | Unreadable _) {
      // What cannot be read does not say who signed in, either.
      return Optional.empty();
    }
  }

  static List<Hook> hooks(byte[] body) throws Unreadable {
    try (var json = open(body)) {
      var hooks = new ArrayList<Hook>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var isPage = json.currentName().equals("_embedded");
        if (json.nextToken() == JsonToken.START_ARRAY && isPage) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            hook(json).ifPresent(hooks::add);
          }
        } else {
          json.skipChildren();
        }
      }
      return hooks;
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  private static Optional<Hook> hook(JsonParser json) {
    var id = Optional.<String>empty();
    var url = "";
    var description = "";
    var active = false;
    List<String> topics = List.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> id = text(json);
        case "url" -> url = text(json).orElse("");
        case "description" -> description = text(json).orElse("");
        case "active" -> active = json.currentToken() == JsonToken.VALUE_TRUE;
        case "topicIds" -> topics = texts(json);
        default -> json.skipChildren();
      }
    }
    var found = new Hook(id.orElse(""), url, description, topics, active);
    return id.map(_ -> found);
  }

  /// The public part of a signing key, whose name Reapit spells in two ways.
  static Optional<String> signingKey(String id, byte[] body) throws Unreadable {
    try (var json = open(body)) {
      var keys = new HashMap<String, String>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var isList = json.currentName().equals("keys");
        if (json.nextToken() == JsonToken.START_ARRAY && isList) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            signingKey(json, keys);
          }
        } else {
          json.skipChildren();
        }
      }
      return Optional.ofNullable(keys.get(id));
    } catch (JacksonException _) {
      throw new Unreadable("it is no JSON");
    }
  }

  private static void signingKey(JsonParser json, Map<String, String> keys) {
    var id = Optional.<String>empty();
    var published = Optional.<String>empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "kid", "id" -> id = text(json);
        case "x" -> published = text(json);
        default -> json.skipChildren();
      }
    }
    if (id.isPresent() && published.isPresent()) {
      keys.put(id.get(), published.get());
    }
  }

  /// Never fails: an error that cannot be read says nothing.
  static Problem problem(byte[] body) {
    var description = "";
    var flaws = new ArrayList<Flaw>();
    try (var json = open(body)) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName().toLowerCase(Locale.ROOT);
        json.nextToken();
        switch (name) {
          case "description", "message", "error" -> description = text(json).orElse(description);
          case "errors" -> flaws.addAll(flaws(json));
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException | Unreadable _) {
      // What was read so far is all it says.
    }
    return new Problem(description, flaws);
  }

  private static List<Flaw> flaws(JsonParser json) {
    var flaws = new ArrayList<Flaw>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return flaws;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      var field = "";
      var message = "";
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName().toLowerCase(Locale.ROOT);
        json.nextToken();
        switch (name) {
          case "field" -> field = text(json).orElse("");
          case "message" -> message = text(json).orElse("");
          default -> json.skipChildren();
        }
      }
      flaws.add(new Flaw(field, message));
    }
    return flaws;
  }

  private static List<Row> rows(JsonParser json, byte[] body) throws Unreadable {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new Unreadable("it is no page of contacts");
    }
    var rows = new ArrayList<Row>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      rows.add(ReapitRowReader.current(json, body));
    }
    return rows;
  }

  /// Stands at the root's opening brace.
  static JsonParser open(byte[] body) throws Unreadable {
    var json = JSON.createParser(ObjectReadContext.empty(), body);
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Unreadable("it is no JSON object");
    }
    return json;
  }

  private static void toEnd(JsonParser json) throws Unreadable {
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new Unreadable("it breaks off");
    }
  }

  private static long number(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    json.skipChildren();
    return -1;
  }

  static Optional<String> text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(json.getString());
    }
    json.skipChildren();
    return Optional.empty();
  }

  private static List<String> texts(JsonParser json) {
    var texts = new ArrayList<String>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        text(json).ifPresent(texts::add);
      }
    } else {
      json.skipChildren();
    }
    return texts;
  }
}
