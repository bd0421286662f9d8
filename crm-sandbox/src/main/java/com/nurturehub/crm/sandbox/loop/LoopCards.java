package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.People;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Turns people that somebody changed into cards: gives them stamps, and notes what they can be
/// looked up by.
final class LoopCards {

  static final List<String> PHONES = List.of("mobilePhone", "homePhone", "workPhone");

  private static final List<String> MEMBERS =
      List.of(
          "refId",
          "title",
          "firstName",
          "lastName",
          "addressee",
          "companyName",
          "email",
          "mobilePhone",
          "homePhone",
          "workPhone",
          "addressHouseNameOrNumber",
          "addressStreet",
          "addressLocality",
          "addressTown",
          "addressCounty",
          "addressPostcode",
          "emailMarketingConsent",
          "smsMarketingConsent",
          "phoneMarketingConsent",
          "source");

  private LoopCards() {}

  /// A person with nothing in it but what Loop puts into every one.
  static ObjectNode blank() {
    var person = Json.object();
    MEMBERS.forEach(person::putNull);
    person.putArray("roles");
    person.putArray("tags");
    return person.put("status", "Active");
  }

  static Card first(LoopTeam team, int number, ObjectNode person, long at) {
    var id = team.people().id(number);
    person
        .put("personId", id)
        .put("refId", 20_000 + number)
        .put("registeredDate", LoopTimes.written(at))
        .put("dateCreated", LoopTimes.written(at));
    return card(number, id, at, at, person);
  }

  /// The next version of a card. Its stamp never falls.
  static Card next(Card before, ObjectNode person, long modified) {
    return card(before.number(), before.id(), before.created(), modified, person);
  }

  /// The same version, answered differently.
  static Card reworded(Card before, ObjectNode person) {
    return new Card(
        before.number(),
        before.id(),
        before.created(),
        before.modified(),
        false,
        "",
        handlesOf(person),
        Json.bytes(person));
  }

  static String emailHandle(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  private static Card card(int number, String id, long created, long modified, ObjectNode person) {
    person.put("dateUpdated", LoopTimes.written(modified));
    return new Card(
        number, id, created, modified, false, "", handlesOf(person), Json.bytes(person));
  }

  private static Set<String> handlesOf(ObjectNode person) {
    var handles = new HashSet<String>();
    Json.text(person, "email").ifPresent(email -> handles.add(emailHandle(email)));
    for (var phone : PHONES) {
      Json.text(person, phone).ifPresent(number -> handles.add(People.digitsOf(number)));
    }
    handles.remove("");
    return handles;
  }
}
