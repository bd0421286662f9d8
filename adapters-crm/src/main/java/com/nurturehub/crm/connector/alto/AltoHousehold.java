package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Address;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.Person;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonRow;
import com.nurturehub.crm.connector.alto.AltoPayloads.Phone;
import com.nurturehub.crm.connector.alto.AltoPayloads.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the detail of one household. What is wrong with one of its people is wrong with nobody
/// else.
final class AltoHousehold {

  private final Optional<Detail> detail;
  private final String flaw;

  AltoHousehold(JsonNode tree) {
    var fields = new AltoFields(tree);
    var id = fields.id("id");
    if (id.isEmpty()) {
      fields.note("it has no id");
    }
    var address = address(fields.object("address"), fields);
    var people = people(fields);
    var read =
        new Detail(
            id.orElse(""),
            address,
            people,
            Optional.of(fields.text("category")).filter(category -> !category.isEmpty()),
            fields.flag("archived"),
            fields.flag("potentialVendor"),
            fields.flag("potentialLandlord"),
            profiles(fields),
            fields.stamp("modifiedDate"));
    if (people.isEmpty()) {
      fields.note("it has no people");
    }
    this.flaw = fields.flaw().orElse("");
    this.detail = fields.flaw().isEmpty() ? Optional.of(read) : Optional.empty();
  }

  Optional<Detail> detail() {
    return detail;
  }

  String flaw() {
    return flaw;
  }

  private static List<PersonRow> people(AltoFields household) {
    var people = new ArrayList<PersonRow>();
    household.list("people").forEach(person -> people.add(person(person)));
    return people;
  }

  private static PersonRow person(JsonNode tree) {
    var fields = new AltoFields(tree);
    var id = fields.id("id");
    if (id.isEmpty()) {
      fields.note("a person has no id");
    }
    var read =
        new Person(
            id.orElse(""),
            fields.text("title"),
            fields.text("forename"),
            fields.text("surname"),
            phones(fields),
            emails(fields));
    return new PersonRow(
        id,
        fields.flaw().isEmpty() ? Optional.of(read) : Optional.empty(),
        fields.flaw().orElse(""));
  }

  private static List<Phone> phones(AltoFields person) {
    var phones = new ArrayList<Phone>();
    for (var one : inOrder(person.list("phoneNumbers"))) {
      var fields = new AltoFields(one);
      var number = fields.text("number");
      if (!number.isBlank()) {
        phones.add(new Phone(fields.text("type"), number));
      }
      fields.flaw().ifPresent(person::note);
    }
    return phones;
  }

  private static List<String> emails(AltoFields person) {
    var emails = new ArrayList<String>();
    for (var one : inOrder(person.list("emailAddresses"))) {
      var fields = new AltoFields(one);
      var address = fields.text("address");
      if (!address.isBlank()) {
        emails.add(address);
      }
      fields.flaw().ifPresent(person::note);
    }
    return emails;
  }

  private static List<JsonNode> inOrder(JsonNode list) {
    return list.valueStream()
        .sorted(Comparator.comparingInt(one -> one.path("preferenceOrder").asInt(0)))
        .toList();
  }

  private static Address address(JsonNode tree, AltoFields household) {
    if (!tree.isObject()) {
      return Address.NONE;
    }
    var fields = new AltoFields(tree);
    var address =
        new Address(
            fields.text("subDwelling"),
            fields.text("nameNumber"),
            fields.text("street"),
            fields.text("locality"),
            fields.text("town"),
            fields.text("county"),
            fields.text("postcode"),
            fields.text("countryCode"));
    fields.flaw().ifPresent(household::note);
    return address;
  }

  private static List<Profile> profiles(AltoFields household) {
    var profiles = new ArrayList<Profile>();
    for (var one : household.list("applicantRequirements")) {
      var fields = new AltoFields(one);
      profiles.add(new Profile(fields.text("profileIntention"), fields.flag("isActiveProfile")));
      fields.flaw().ifPresent(household::note);
    }
    return profiles;
  }
}
