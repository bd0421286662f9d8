package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardMaker;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import com.nurturehub.crm.sandbox.people.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the records that an agency has before anybody touches them. The people with the numbers 2n
/// and 2n + 1 share contact n if they are a couple; otherwise the contact is the first one's.
final class AltoPeople implements CardMaker {

  static final int FIRST_ID = 100_001;

  private static final long HISTORY_MILLIS = 10L * 365 * 86_400_000;
  private static final long FIRST_EDIT_MILLIS = 90L * 86_400_000;
  private static final int ARCHIVED_PERCENT = 4;
  private static final int ID_DIGITS_MAX = 9;

  private static final String[] OTHER_CATEGORIES = {
    "Solicitor", "EstateAgent", "Surveyor", "Supplier", "PreviousClient", "Maintenance"
  };
  private static final String[] PERSONAS = {"Applicant", "Vendor", "Landlord", "Tenant"};

  // Throws of the dice that are Alto's own; those of a person lie below 200.
  private static final int CREATED = 401;
  private static final int MODIFIED = 402;
  private static final int ARCHIVED = 403;
  private static final int BRANCH = 404;
  private static final int CATEGORY = 405;
  private static final int PERSONA = 406;
  private static final int SECOND_PERSONA = 407;
  private static final int INTENTION = 408;
  private static final int POTENTIAL_VENDOR = 409;
  private static final int POTENTIAL_LANDLORD = 410;
  private static final int LEAD = 411;
  private static final int COMPANY = 412;
  private static final int POSITION = 413;
  private static final int SECOND_REQUIREMENT = 414;

  private final Dice dice;
  private final People people;
  private final AltoOffice office;
  private final int count;
  private final long start;

  /// @param end when the history of these contacts ends
  AltoPeople(Dice dice, int count, AltoOffice office, Instant end) {
    this.dice = dice;
    this.people = new People(dice, 2 * count);
    this.office = office;
    this.count = count;
    this.start = end.toEpochMilli() - HISTORY_MILLIS;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long created(int number) {
    return start + place(number, HISTORY_MILLIS, CREATED);
  }

  @Override
  public long modified(int number) {
    var edited =
        start + FIRST_EDIT_MILLIS + place(number, HISTORY_MILLIS - FIRST_EDIT_MILLIS, MODIFIED);
    return Math.max(created(number), edited);
  }

  /// A fifth of the contacts share a stamp with their neighbour.
  private long place(int number, long millis, int question) {
    var placed = number % 5 == 1 ? number - 1 : number;
    var step = millis / count;
    return placed * step + (dice.of(placed).bits(question) >>> 1) % step;
  }

  @Override
  public boolean archived(int number) {
    return dice.of(number).percent(ARCHIVED_PERCENT, ARCHIVED);
  }

  @Override
  public String id(int number) {
    return idOf(number);
  }

  static String idOf(int number) {
    return Integer.toString(FIRST_ID + number);
  }

  @Override
  public int numberOf(String id) {
    if (id.isEmpty() || id.length() > ID_DIGITS_MAX) {
      return -1;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(id) - FIRST_ID;
  }

  @Override
  public List<Integer> numbersFor(String handle) {
    Set<Integer> numbers = new LinkedHashSet<>();
    people.owners(handle).forEach(person -> numbers.add(person / 2));
    return List.copyOf(numbers);
  }

  @Override
  public Card make(int number) {
    var record = record(number);
    return new Card(
        number,
        id(number),
        created(number),
        modified(number),
        archived(number),
        "",
        Set.of(),
        Json.bytes(record));
  }

  @Override
  public void write(int number, JsonBytes out) {
    out.raw(Json.bytes(record(number)));
  }

  String branch(int number) {
    return Integer.toString(
        AltoOffice.FIRST_BRANCH + dice.of(number).below(AltoOffice.BRANCHES, BRANCH));
  }

  String category(int number) {
    var own = dice.of(number);
    return own.percent(92, CATEGORY) ? "Client" : own.oneOf(OTHER_CATEGORIES, CATEGORY + 100);
  }

  Set<String> personas(int number) {
    Set<String> personas = new LinkedHashSet<>();
    if (!category(number).equals("Client")) {
      return personas;
    }
    var own = dice.of(number);
    var chance = own.below(100, PERSONA);
    personas.add(PERSONAS[chance < 55 ? 0 : chance < 75 ? 1 : chance < 88 ? 2 : 3]);
    if (own.percent(12, SECOND_PERSONA)) {
      personas.add(own.oneOf(PERSONAS, SECOND_PERSONA + 100));
    }
    return personas;
  }

  /// The whole record.
  ObjectNode record(int number) {
    var own = dice.of(number);
    var first = people.person(2 * number);
    var second = people.person(2 * number + 1);
    var record = AltoRecords.blank(id(number), branch(number));
    var persons = record.putArray("people");
    addPerson(persons, first);
    if (first.home().equals(second.home()) && first.surname().equals(second.surname())) {
      addPerson(persons, second);
    }
    record.set("address", address(first.home()));
    record.put("category", category(number));
    var personas = record.putArray("persona");
    personas(number).forEach(personas::add);
    record.put("potentialVendor", own.percent(14, POTENTIAL_VENDOR));
    record.put("potentialLandlord", own.percent(5, POTENTIAL_LANDLORD));
    if (own.percent(60, LEAD)) {
      record
          .withObject("/lead")
          .set("source", office.parameter("lead-sources", own.below(4, LEAD + 100)));
    }
    if (own.percent(2, COMPANY)) {
      record.put("companyName", first.surname() + " Holdings Ltd");
    }
    record.set("position", office.parameter("client-positions", own.below(4, POSITION)));
    record.set("intention", office.parameter("client-intentions", own.below(5, INTENTION)));
    record.set("disposal", office.parameter("client-disposal-statuses", 0));
    if (personas(number).contains("Applicant")) {
      addRequirements(record.putArray("applicantRequirements"), own, number);
    }
    record.put("createdAt", AltoStamps.of(created(number)));
    record.put("modifiedDate", AltoStamps.of(modified(number)));
    record.set("preferences", AltoConsents.made(own, number, modified(number)));
    return record;
  }

  private static void addPerson(ArrayNode persons, Person person) {
    var json =
        persons
            .addObject()
            .put("id", Integer.toString(persons.size()))
            .put("title", person.title())
            .put("forename", person.forename())
            .put("surname", person.surname());
    var phones = json.putArray("phoneNumbers");
    addPhone(phones, "Mobile", person.mobilePhone());
    addPhone(phones, "Home", person.homePhone());
    addPhone(phones, "Work", person.workPhone());
    var emails = json.putArray("emailAddresses");
    List<String> addresses = new ArrayList<>();
    if (person.email() != null) {
      addresses.add(person.email());
    }
    addresses.addAll(person.furtherEmails());
    for (var address : addresses) {
      emails
          .addObject()
          .put("preferenceOrder", emails.size())
          .put("type", emails.size() == 1 ? "Personal" : "Business")
          .put("address", address);
    }
  }

  private static void addPhone(ArrayNode phones, String type, @Nullable String number) {
    if (number != null) {
      phones
          .addObject()
          .put("preferenceOrder", phones.size())
          .put("type", type)
          .put("number", number)
          .putNull("description");
    }
  }

  private static ObjectNode address(Person.Home home) {
    var address = AltoRecords.blankAddress();
    address.put(
        "nameNumber", home.buildingName().isEmpty() ? home.buildingNumber() : home.buildingName());
    address.put("street", home.street());
    address.put("locality", home.locality().isEmpty() ? null : home.locality());
    address.put("town", home.town());
    address.put("county", home.county());
    address.put("postcode", home.postcode());
    return address.put("countryCode", "GB");
  }

  private static void addRequirements(ArrayNode requirements, Dice own, int number) {
    var rents = own.percent(35, INTENTION + 100);
    AltoRecords.addRequirement(
        requirements, number * 10L + 1, rents ? "Rent" : "Buy", own.percent(85, INTENTION + 200));
    if (own.percent(10, SECOND_REQUIREMENT)) {
      AltoRecords.addRequirement(requirements, number * 10L + 2, rents ? "Buy" : "Rent", true);
    }
  }
}
