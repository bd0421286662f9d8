package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns contacts that somebody changed into cards: gives them a new version and stamps, and notes
/// what they can be looked up by.
final class ReapitCards {

  private final Dice dice;
  private final AtomicLong revisions = new AtomicLong(1);

  ReapitCards(Dice dice) {
    this.dice = dice;
  }

  /// A new contact, whose members are complete but for id, stamps, version and links.
  Card first(int number, ObjectNode contact, long created) {
    var office = contact.path("officeIds").path(0).asString("OXF");
    var id = ReapitPeople.idOf(office, created, number);
    contact.put("id", id);
    contact.put("created", Stamps.wholeSeconds(created));
    links(contact, id);
    return card(number, id, created, created, false, contact);
  }

  /// The next version of a card.
  Card next(Card before, ObjectNode contact, boolean archived, long modified) {
    if (archived != before.archived()) {
      contact.put("archivedOn", archived ? Stamps.wholeSeconds(modified) : null);
    }
    return card(before.number(), before.id(), before.created(), modified, archived, contact);
  }

  /// The same version, answered differently.
  static Card reworded(Card before, ObjectNode contact) {
    return new Card(
        before.number(),
        before.id(),
        before.created(),
        before.modified(),
        before.archived(),
        before.tag(),
        handlesOf(contact),
        Json.bytes(contact));
  }

  static String emailHandle(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  static String phoneHandle(String phone) {
    return People.digitsOf(phone);
  }

  static String metadataHandle(String path, String value) {
    return "metadata." + path.toLowerCase(Locale.ROOT) + "=" + value.toLowerCase(Locale.ROOT);
  }

  private Card card(
      int number, String id, long created, long modified, boolean archived, ObjectNode contact) {
    var tag = ETags.of(dice.of(number), revisions.getAndIncrement());
    contact.put("modified", Stamps.wholeSeconds(modified));
    contact.put("fromArchive", archived);
    contact.put("_eTag", tag);
    return new Card(
        number, id, created, modified, archived, tag, handlesOf(contact), Json.bytes(contact));
  }

  private static Set<String> handlesOf(ObjectNode contact) {
    var handles = new HashSet<String>();
    Json.text(contact, "email").ifPresent(email -> handles.add(emailHandle(email)));
    for (var phone : ReapitContacts.PHONES) {
      Json.text(contact, phone).ifPresent(number -> handles.add(phoneHandle(number)));
    }
    for (var detail : contact.path("additionalContactDetails")) {
      Json.text(detail, "value")
          .ifPresent(value ->
              handles.add(value.indexOf('@') < 0 ? phoneHandle(value) : emailHandle(value)));
    }
    addLeaves("", contact.path("metadata"), handles);
    handles.remove("");
    return handles;
  }

  private static void addLeaves(String path, JsonNode tree, Set<String> handles) {
    tree.properties()
        .forEach(member -> {
          var at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
          if (member.getValue().isObject()) {
            addLeaves(at, member.getValue(), handles);
          } else if (member.getValue().isString()) {
            handles.add(metadataHandle(at, member.getValue().asString()));
          }
        });
  }

  private static void links(ObjectNode contact, String id) {
    var links = Json.object();
    links.putObject("self").put("href", "/contacts/" + id);
    links
        .putObject("documents")
        .put("href", "/documents/?associatedType=contact&associatedId=" + id);
    links.putObject("identityChecks").put("href", "/identityChecks/?contactId=" + id);
    links.putObject("offices").put("href", "/offices/?id=" + joined(contact.path("officeIds")));
    links
        .putObject("negotiators")
        .put("href", "/negotiators/?id=" + joined(contact.path("negotiatorIds")));
    links.putObject("relationships").put("href", "/contacts/" + id + "/relationships");
    links.putObject("subscriptions").put("href", "/contacts/" + id + "/subscriptions");
    contact.set("_links", links);
    contact.putNull("_embedded");
  }

  private static String joined(JsonNode ids) {
    var joined = new StringBuilder();
    for (var id : ids) {
      joined.append(joined.isEmpty() ? "" : "&id=").append(id.asString(""));
    }
    return joined.toString();
  }
}
