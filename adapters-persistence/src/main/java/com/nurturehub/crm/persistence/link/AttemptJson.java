package com.nurturehub.crm.persistence.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Attempt;
import com.nurturehub.crm.persistence.contact.DetailsJson;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What we set out to tell a CRM: `{"at": when, "fields": ["SURNAME"], "consents": {"EMAIL":
/// ["DENIED", when]}, "pushed": {...}, "sent": {...}}`. `sent` is left out where it is the same.
final class AttemptJson {

  private static final JsonFactory JSON = new JsonFactory();

  private AttemptJson() {}

  static @Nullable String write(Optional<Attempt> attempt) {
    return attempt.map(AttemptJson::write).orElse(null);
  }

  private static String write(Attempt attempt) {
    var text = new StringWriter(512);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("at", attempt.at().toString());
      json.writeArrayPropertyStart("fields");
      attempt.fields().stream().sorted().forEach(field -> json.writeString(field.name()));
      json.writeEndArray();
      json.writeObjectPropertyStart("consents");
      attempt
          .consents()
          .forEach((channel, said) -> {
            json.writeArrayPropertyStart(channel.name());
            json.writeString(said.status().name());
            json.writeString(said.recordedAt().toString());
            json.writeEndArray();
          });
      json.writeEndObject();
      json.writeName("pushed");
      DetailsJson.write(attempt.pushed(), json);
      if (!attempt.sent().equals(attempt.pushed())) {
        json.writeName("sent");
        DetailsJson.write(attempt.sent(), json);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  static Optional<Attempt> read(@Nullable String text) {
    return Optional.ofNullable(text).map(AttemptJson::readAll);
  }

  private static Attempt readAll(String text) {
    var at = Instant.EPOCH;
    Set<ContactField> fields = EnumSet.noneOf(ContactField.class);
    Map<Channel, Consent> consents = Map.of();
    var pushed = ContactDetails.NONE;
    Optional<ContactDetails> sent = Optional.empty();
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        json.nextToken();
        switch (name) {
          case "at" -> at = Instant.parse(json.getString());
          case "fields" -> fields = readFields(json);
          case "consents" -> consents = readConsents(json);
          case "pushed" -> pushed = DetailsJson.read(json);
          case "sent" -> sent = Optional.of(DetailsJson.read(json));
          default -> throw new IllegalStateException("an attempt has no '%s'".formatted(name));
        }
      }
    }
    return new Attempt(pushed, sent.orElse(pushed), fields, consents, at);
  }

  private static Set<ContactField> readFields(JsonParser json) {
    var fields = EnumSet.noneOf(ContactField.class);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      fields.add(ContactField.valueOf(json.getString()));
    }
    return fields;
  }

  private static Map<Channel, Consent> readConsents(JsonParser json) {
    var consents = new EnumMap<Channel, Consent>(Channel.class);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var channel = Channel.valueOf(json.currentName());
      json.nextToken();
      json.nextToken();
      var status = ConsentStatus.valueOf(json.getString());
      json.nextToken();
      consents.put(channel, new Consent(status, Instant.parse(json.getString())));
      json.nextToken();
    }
    return consents;
  }
}
