package com.nurturehub.crm.persistence.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The consent both sides held, per channel: `{"EMAIL": ["GRANTED", when, "DENIED", when]}`, the
/// hub's before the CRM's. Nothing at all where nobody was asked.
final class ConsentJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ConsentJson() {}

  static @Nullable String write(Map<Channel, Pair> pairs) {
    if (pairs.isEmpty()) {
      return null;
    }
    var text = new StringWriter(128);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      pairs.forEach((channel, pair) -> {
        json.writeArrayPropertyStart(channel.name());
        write(json, pair.hub());
        write(json, pair.crm());
        json.writeEndArray();
      });
      json.writeEndObject();
    }
    return text.toString();
  }

  static Map<Channel, Pair> read(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    var pairs = new EnumMap<Channel, Pair>(Channel.class);
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var channel = Channel.valueOf(json.currentName());
        json.nextToken();
        pairs.put(channel, new Pair(read(json), read(json)));
        json.nextToken();
      }
    }
    return pairs;
  }

  private static void write(JsonGenerator json, Consent consent) {
    json.writeString(consent.status().name());
    json.writeString(consent.recordedAt().toString());
  }

  private static Consent read(JsonParser json) {
    json.nextToken();
    var status = ConsentStatus.valueOf(json.getString());
    json.nextToken();
    return new Consent(status, Instant.parse(json.getString()));
  }
}
