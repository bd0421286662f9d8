package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What a caller wants to have sent along with a contact.
record ContactEmbeds(List<String> wanted) {

  private static final Set<String> OFFERED =
      Set.of(
          "documents",
          "identityChecks",
          "landlordDetails",
          "negotiators",
          "offices",
          "relationships",
          "source");

  static ContactEmbeds of(List<String> wanted, List<Flaw> flaws) {
    if (!OFFERED.containsAll(wanted)) {
      flaws.add(new Flaw("embed", "Must be one of " + OFFERED.stream().sorted().toList() + "."));
    }
    return new ContactEmbeds(wanted);
  }

  boolean areNone() {
    return wanted.isEmpty();
  }

  Bytes into(Bytes contact, int number, ReapitCustomer customer) {
    var json = Json.ours(contact);
    var embedded = json.putObject("_embedded");
    for (var name : wanted) {
      switch (name) {
        case "offices" ->
            referred(json, "officeIds", customer.offices().offices())
                .forEach(embedded.putArray(name)::add);
        case "negotiators" ->
            referred(json, "negotiatorIds", customer.offices().negotiators())
                .forEach(embedded.putArray(name)::add);
        case "relationships" ->
            ReapitRoles.of(customer, number, json.path("id").asString(""), false)
                .forEach(embedded.putArray(name)::add);
        case "source" ->
            ReapitOffices.find(
                    customer.offices().offices(), json.path("source").path("id").asString(""))
                .ifPresentOrElse(
                    office -> embedded.set(name, office), () -> embedded.putNull(name));
        // Nobody here has told the tax office anything yet.
        case "landlordDetails" -> embedded.putNull(name);
        // The sandbox's contacts have no documents and no identity checks.
        case String _ -> embedded.putArray(name);
      }
    }
    return Json.bytes(json);
  }

  private static List<ObjectNode> referred(
      ObjectNode contact, String member, List<ObjectNode> among) {
    var ids = ContactTraits.texts(contact.path(member));
    return among.stream().filter(one -> ids.contains(one.path("id").asString(""))).toList();
  }
}
