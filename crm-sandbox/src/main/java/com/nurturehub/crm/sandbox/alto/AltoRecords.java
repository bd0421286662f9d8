package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.People;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a record is made of, and the cards it is kept on.
final class AltoRecords {

  static final Set<String> CATEGORIES =
      Set.of(
          "Unknown",
          "Client",
          "Solicitor",
          "BuildingSociety",
          "Bank",
          "Publication",
          "EstateAgent",
          "ManagingAgent",
          "Developer",
          "Builder",
          "Utility",
          "Service",
          "PreviousClient",
          "Miscellaneous",
          "FinancialAdvisor",
          "Maintenance",
          "OnSiteSales",
          "ExternalPrinter",
          "OtherCategory1",
          "EstateAgentLocal",
          "Surveyor",
          "Supplier",
          "ContactRelationship",
          "Accountant");

  private AltoRecords() {}

  static ObjectNode blank(String id, String branch) {
    var record = Json.object().put("id", id).put("branchId", branch).putNull("negotiatorId");
    record.set("address", blankAddress());
    record.putArray("people");
    record.put("category", "Client");
    record.putArray("persona");
    var lead = record.putObject("lead");
    lead.set("source", blankParameter());
    lead.putNull("id");
    record.set("position", blankParameter());
    record.set("intention", blankParameter());
    record.set("disposal", blankParameter());
    record.put("notes", "").putNull("companyName");
    record.put("potentialVendor", false).put("potentialLandlord", false);
    record.putArray("applicantRequirements");
    return record.putNull("createdAt").putNull("modifiedDate").putNull("lastContactedOn");
  }

  static ObjectNode blankAddress() {
    var address = Json.object();
    for (var part :
        new String[] {
          "subDwelling",
          "nameNumber",
          "street",
          "locality",
          "town",
          "county",
          "postcode",
          "countryCode",
          "uprn"
        }) {
      address.putNull(part);
    }
    return address;
  }

  static void addRequirement(ArrayNode requirements, long id, String intention, boolean active) {
    var requirement =
        requirements
            .addObject()
            .put("id", Long.toString(id))
            .putNull("links")
            .put("profileIntention", intention)
            .put("isNewBuild", false)
            .put("priceFrom", 0.0)
            .put("priceTo", intention.equals("Rent") ? 2_000.0 : 450_000.0)
            .put("bedsMin", 2)
            .put("isActiveProfile", active);
    requirement
        .putObject("rentalIntention")
        .put("priceQualifier", intention.equals("Rent") ? "Monthly" : "Unknown")
        .put("furnishing", "Unspecified");
    requirement.put("tenureType", "Unspecified").putNull("notes");
  }

  /// A new contact.
  static Card first(int number, ObjectNode record, long created) {
    var id = AltoPeople.idOf(number);
    record.put("id", id).put("createdAt", AltoStamps.of(created));
    record.put("modifiedDate", AltoStamps.of(created));
    return card(number, id, created, created, false, record);
  }

  /// The next version of a card.
  static Card next(Card before, ObjectNode record, boolean archived, long modified) {
    record.put("modifiedDate", AltoStamps.of(modified));
    return card(before.number(), before.id(), before.created(), modified, archived, record);
  }

  /// The same version, answered differently.
  static Card reworded(Card before, ObjectNode record) {
    return card(
        before.number(),
        before.id(),
        before.created(),
        before.modified(),
        before.archived(),
        record);
  }

  static String emailHandle(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  static String phoneHandle(String phone) {
    return People.digitsOf(phone);
  }

  static String handle(String detail) {
    return detail.indexOf('@') < 0 ? phoneHandle(detail) : emailHandle(detail);
  }

  /// The addresses and numbers of everybody on the record.
  static Set<String> handlesOf(ObjectNode record) {
    var handles = new HashSet<String>();
    for (var person : record.path("people")) {
      for (var email : person.path("emailAddresses")) {
        Json.text(email, "address").ifPresent(address -> handles.add(emailHandle(address)));
      }
      for (var phone : person.path("phoneNumbers")) {
        Json.text(phone, "number").ifPresent(number -> handles.add(phoneHandle(number)));
      }
    }
    handles.remove("");
    return handles;
  }

  private static Card card(
      int number, String id, long created, long modified, boolean archived, ObjectNode record) {
    return new Card(
        number, id, created, modified, archived, "", handlesOf(record), Json.bytes(record));
  }

  private static ObjectNode blankParameter() {
    return Json.object().putNull("code").putNull("name");
  }
}
