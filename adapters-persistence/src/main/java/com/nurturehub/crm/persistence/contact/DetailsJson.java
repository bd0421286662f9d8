package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A contact's details as JSON in which an empty value is left out. Written and read by hand,
/// because there is one for each link of a page; and kept for ever in audit entries, so a name in
/// it never gets another meaning.
public final class DetailsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private DetailsJson() {}

  public static String write(ContactDetails details) {
    var text = new StringWriter(256);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(details, json);
    }
    return text.toString();
  }

  public static void write(ContactDetails details, JsonGenerator json) {
    json.writeStartObject();
    writeText(json, "title", details.name().title());
    writeText(json, "forename", details.name().forename());
    writeText(json, "surname", details.name().surname());
    writeTexts(json, "emails", details.emails());
    writeTexts(json, "phones", details.phones());
    if (!details.address().equals(PostalAddress.NONE)) {
      writeTexts(json, "address", details.address().parts());
    }
    writeTexts(json, "categories", details.categories().stream().sorted().toList());
    json.writeEndObject();
  }

  public static ContactDetails read(String text) {
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      return read(json);
    }
  }

  /// Reads the object that begins at the parser's place, and leaves the parser at its end.
  public static ContactDetails read(JsonParser json) {
    Map<String, String> texts = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY) {
        lists.put(name, readTexts(json));
      } else {
        texts.put(name, json.getString());
      }
    }
    var categories = EnumSet.noneOf(ContactCategory.class);
    each(lists, "categories", ContactCategory::valueOf).forEach(categories::add);
    return new ContactDetails(
        new PersonName(
            texts.getOrDefault("title", ""),
            texts.getOrDefault("forename", ""),
            texts.getOrDefault("surname", "")),
        each(lists, "emails", EmailAddress::new),
        each(lists, "phones", PhoneNumber::new),
        address(lists.getOrDefault("address", List.of())),
        categories);
  }

  private static void writeText(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  private static void writeTexts(JsonGenerator json, String name, List<?> values) {
    if (!values.isEmpty()) {
      json.writeArrayPropertyStart(name);
      values.forEach(value -> json.writeString(value.toString()));
      json.writeEndArray();
    }
  }

  private static List<String> readTexts(JsonParser json) {
    var values = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(json.getString());
    }
    return values;
  }

  private static <T> List<T> each(
      Map<String, List<String>> lists, String name, Function<String, T> read) {
    return lists.getOrDefault(name, List.of()).stream().map(read).toList();
  }

  private static PostalAddress address(List<String> parts) {
    if (parts.isEmpty()) {
      return PostalAddress.NONE;
    }
    return new PostalAddress(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        parts.get(4),
        parts.get(5),
        parts.get(6),
        parts.get(7));
  }
}
