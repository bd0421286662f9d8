package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an agency chose for a connection, as JSON. A choice that a stored row does not know yet is
/// the default's.
final class SettingsJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SettingsJson() {}

  static JSONB write(ConnectionSettings settings) {
    var json = JSON.createObjectNode();
    json.put("interval", settings.interval().toString());
    json.put("policy", settings.policy().name());
    var owned = json.putArray("hubOwns");
    settings.hubOwns().stream().sorted().map(ContactField::name).forEach(owned::add);
    json.put("createContacts", settings.createContacts());
    var defaults = json.putObject("createDefaults");
    new TreeMap<>(settings.createDefaults()).forEach(defaults::put);
    json.put("scoreWriteBack", settings.scoreWriteBack());
    json.put("previewFirst", settings.previewFirst());
    json.put("paused", settings.paused());
    return JSONB.valueOf(JSON.writeValueAsString(json));
  }

  static ConnectionSettings read(JSONB stored) {
    var json = JSON.readTree(stored.data());
    var otherwise = ConnectionSettings.DEFAULT;
    var defaults = new TreeMap<String, String>();
    json.path("createDefaults")
        .properties()
        .forEach(chosen -> defaults.put(chosen.getKey(), chosen.getValue().stringValue()));
    return new ConnectionSettings(
        Duration.parse(json.path("interval").stringValue(otherwise.interval().toString())),
        PolicyChoice.valueOf(json.path("policy").stringValue(otherwise.policy().name())),
        json.path("hubOwns")
            .valueStream()
            .map(JsonNode::stringValue)
            .map(ContactField::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        json.path("createContacts").booleanValue(otherwise.createContacts()),
        defaults,
        json.path("scoreWriteBack").booleanValue(otherwise.scoreWriteBack()),
        json.path("previewFirst").booleanValue(otherwise.previewFirst()),
        json.path("paused").booleanValue(otherwise.paused()));
  }
}
