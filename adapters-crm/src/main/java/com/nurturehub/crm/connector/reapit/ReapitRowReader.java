package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.reapit.ReapitCategories.Role;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Address;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Contact;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Detail;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Preferences;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one contact, member by member, without a tree in between. The first thing that is not as
/// it should be is remembered as its flaw, and reading goes on behind it.
final class ReapitRowReader {

  private final byte[] body;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Boolean> flags = new HashMap<>();
  private final List<String> categories = new ArrayList<>();
  private final List<Detail> details = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();
  private int from;
  private String flaw = "";
  private @Nullable Instant created;
  private @Nullable Instant modified;
  private @Nullable Address address;
  private @Nullable String reference;

  ReapitRowReader(byte[] body) {
    this.body = body;
  }

  /// Reads the contact whose opening brace the parser stands at.
  static Row read(JsonParser json, byte[] body) {
    var reader = new ReapitRowReader(body);
    reader.start(json);
    reader.members(json);
    return reader.row(end(json));
  }

  /// As `read`, also when what stands there is no contact at all.
  static Row current(JsonParser json, byte[] body) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return read(json, body);
    }
    var reader = new ReapitRowReader(body);
    reader.start(json);
    json.skipChildren();
    json.finishToken();
    reader.flaw = "it is no contact";
    return reader.row(end(json));
  }

  void start(JsonParser json) {
    from = (int) json.currentTokenLocation().getByteOffset();
  }

  private static int end(JsonParser json) {
    return (int) json.currentLocation().getByteOffset();
  }

  void members(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id",
            "title",
            "forename",
            "surname",
            "marketingConsent",
            "homePhone",
            "workPhone",
            "mobilePhone",
            "email",
            "_eTag" ->
            text(name, json);
        case "fromArchive",
            "communicationPreferenceLetter",
            "communicationPreferenceEmail",
            "communicationPreferencePhone",
            "communicationPreferenceSMS" ->
            flag(name, json);
        case "created" -> created = time(name, json);
        case "modified" -> modified = time(name, json);
        case "primaryAddress" -> address(json);
        case "categoryIds" -> categories(json);
        case "additionalContactDetails" -> details(json);
        case "metadata" -> metadata(json);
        case "_embedded" -> embedded(json);
        default -> json.skipChildren();
      }
    }
  }

  private Row row(int to) {
    var id = id();
    if (id == null) {
      flawed("it has no id");
    }
    var raw = new Raw.Cut(body, from, to);
    var contact = flaw.isEmpty() && id != null ? contact(id) : null;
    return new Row(id, created, modified, contact, flaw, raw);
  }

  /// What is known of a contact that could not be read to its end.
  Row brokenOff(String why) {
    return new Row(id(), created, modified, null, why, new Raw.Cut(body, from, body.length));
  }

  private @Nullable String id() {
    var id = texts.get("id");
    return id == null || id.isBlank() ? null : id;
  }

  private Contact contact(String id) {
    return new Contact(
        id,
        created,
        modified,
        texts.get("title"),
        texts.get("forename"),
        texts.get("surname"),
        texts.get("marketingConsent"),
        texts.get("homePhone"),
        texts.get("workPhone"),
        texts.get("mobilePhone"),
        texts.get("email"),
        flags.getOrDefault("fromArchive", false),
        address,
        categories,
        new Preferences(
            flags.get("communicationPreferenceLetter"),
            flags.get("communicationPreferenceEmail"),
            flags.get("communicationPreferencePhone"),
            flags.get("communicationPreferenceSMS")),
        details,
        reference,
        texts.get("_eTag"),
        roles);
  }

  private void text(String name, JsonParser json) {
    var text = textOrNull(name, json);
    if (text != null) {
      texts.put(name, text);
    }
  }

  private @Nullable String textOrNull(String name, JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      flawed(name + " is not a text");
      json.skipChildren();
    }
    return null;
  }

  private void flag(String name, JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_TRUE -> flags.put(name, true);
      case VALUE_FALSE -> flags.put(name, false);
      case VALUE_NULL -> flags.remove(name);
      default -> {
        flawed(name + " is neither true nor false");
        json.skipChildren();
      }
    }
  }

  private @Nullable Instant time(String name, JsonParser json) {
    var text = textOrNull(name, json);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return instant(text);
    } catch (DateTimeException _) {
      flawed(name + " is not a time");
      return null;
    }
  }

  /// Reapit writes UTC with `Z` and up to seven digits of a second; imported records were seen with
  /// less.
  static Instant instant(String text) {
    if (text.endsWith("Z")) {
      return Instant.parse(text);
    }
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  private void address(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      expectNull("primaryAddress", json);
      return;
    }
    var parts = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      var part = textOrNull("primaryAddress." + name, json);
      if (part != null) {
        parts.put(name, part);
      }
    }
    address =
        new Address(
            parts.get("buildingName"),
            parts.get("buildingNumber"),
            parts.get("line1"),
            parts.get("line2"),
            parts.get("line3"),
            parts.get("line4"),
            parts.get("postcode"),
            parts.get("countryId"));
  }

  private void categories(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      expectNull("categoryIds", json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var id = textOrNull("categoryIds", json);
      if (id != null) {
        categories.add(id);
      }
    }
  }

  /// A list of labels and values; or an object of them, as Reapit has it when they are written.
  private void details(JsonParser json) {
    switch (json.currentToken()) {
      case START_ARRAY -> {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          detail(json);
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
          flawed("additionalContactDetails is not a list of details");
          toEndOfArray(json);
        }
      }
      case START_OBJECT -> {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          var label = json.currentName();
          json.nextToken();
          addDetail(label, textOrNull("additionalContactDetails", json));
        }
      }
      default -> expectNull("additionalContactDetails", json);
    }
  }

  private void detail(JsonParser json) {
    String type = null;
    String value = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "type" -> type = textOrNull("additionalContactDetails.type", json);
        case "value" -> value = textOrNull("additionalContactDetails.value", json);
        default -> json.skipChildren();
      }
    }
    addDetail(type == null ? "" : type, value);
  }

  private void addDetail(String type, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      details.add(new Detail(type, value));
    }
  }

  /// Only our own id is of interest; the rest is what we wrote ourselves.
  private void metadata(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var isReference = json.currentName().equals(ReapitMapping.REFERENCE);
      if (json.nextToken() == JsonToken.VALUE_STRING && isReference) {
        reference = json.getString();
      } else {
        json.skipChildren();
      }
    }
  }

  private void embedded(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var areRoles = json.currentName().equals("relationships");
      if (json.nextToken() == JsonToken.START_ARRAY && areRoles) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          role(json);
        }
        toEndOfArray(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void role(JsonParser json) {
    String type = null;
    var former = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "associatedType" -> type = textOrNull("relationships.associatedType", json);
        case "fromArchive" -> former = json.currentToken() == JsonToken.VALUE_TRUE;
        default -> json.skipChildren();
      }
    }
    if (type != null) {
      roles.add(new Role(type, former));
    }
  }

  /// From any token directly inside an array.
  private static void toEndOfArray(JsonParser json) {
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
  }

  private void expectNull(String name, JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      flawed(name + " has another shape");
      json.skipChildren();
    }
  }

  private void flawed(String what) {
    if (flaw.isEmpty()) {
      flaw = what;
    }
  }
}
