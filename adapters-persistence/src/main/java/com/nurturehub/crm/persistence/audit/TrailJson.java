package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditChain;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An exported trail, a JSON object per line: first whose it is and where it ends, then its links.
/// It holds no personal value, not even a sealed one, only the digest of those there are.
final class TrailJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrailJson() {}

  static String head(AuditChain head) {
    var json = JSON.createObjectNode();
    json.put("agency", head.agency().value());
    json.put("entries", head.number());
    json.put("head", head.hash());
    return JSON.writeValueAsString(json);
  }

  static AuditChain head(String line) {
    var json = JSON.readTree(line);
    return new AuditChain(
        new AgencyId(text(json, "agency")), json.path("entries").longValue(), text(json, "head"));
  }

  static String link(AuditChain.Link link) {
    var entry = link.entry();
    var json = JSON.createObjectNode();
    json.put("number", link.number());
    json.put("id", entry.id().toString());
    json.put("at", entry.at().toString());
    json.put("kind", entry.kind().name());
    entry.about().ifPresent(about -> json.put("contact", about.toString()));
    entry.connection().ifPresent(connection -> json.put("connection", connection.toString()));
    entry.provider().ifPresent(provider -> json.put("provider", provider.name()));
    entry.outcome().ifPresent(outcome -> write(outcome, json.putObject("outcome")));
    json.put("reason", entry.reason());
    json.put("actor", entry.actor());
    json.put("sealed", link.sealed());
    json.put("previous", link.previous());
    json.put("hash", link.hash());
    return JSON.writeValueAsString(json);
  }

  static AuditChain.Link link(String line) {
    var json = JSON.readTree(line);
    var entry =
        new AuditEntry(
            new AuditEntryId(UUID.fromString(text(json, "id"))),
            Instant.parse(text(json, "at")),
            Kind.valueOf(text(json, "kind")),
            maybeText(json, "contact").map(UUID::fromString).map(ContactId::new),
            maybeText(json, "connection").map(UUID::fromString).map(ConnectionId::new),
            maybeText(json, "provider").map(CrmProvider::valueOf),
            Optional.of(json.path("outcome")).filter(JsonNode::isObject).map(TrailJson::outcome),
            Optional.empty(),
            text(json, "reason"),
            text(json, "actor"));
    return new AuditChain.Link(
        json.path("number").longValue(),
        entry,
        text(json, "sealed"),
        text(json, "previous"),
        text(json, "hash"));
  }

  private static void write(Outcome outcome, ObjectNode json) {
    json.put("winner", outcome.winner().name());
    json.put("hubAt", outcome.hubAt().toString());
    json.put("crmAt", outcome.crmAt().toString());
    json.put("clockOffset", outcome.clockOffset().toString());
    write(outcome.differing(), json, "differing");
    write(outcome.toHub(), json, "toHub");
    json.put("policy", outcome.policy());
  }

  private static void write(Collection<ContactField> fields, ObjectNode json, String name) {
    var array = json.putArray(name);
    fields.stream().sorted().map(ContactField::name).forEach(array::add);
  }

  private static Outcome outcome(JsonNode json) {
    return new Outcome(
        Side.valueOf(text(json, "winner")),
        Instant.parse(text(json, "hubAt")),
        Instant.parse(text(json, "crmAt")),
        Duration.parse(text(json, "clockOffset")),
        fields(json.path("differing")),
        fields(json.path("toHub")),
        text(json, "policy"));
  }

  private static Set<ContactField> fields(JsonNode array) {
    return array
        .valueStream()
        .map(JsonNode::stringValue)
        .map(ContactField::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).stringValue();
  }

  private static Optional<String> maybeText(JsonNode json, String name) {
    return Optional.of(json.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
  }
}
