package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardMaker;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import com.nurturehub.crm.sandbox.people.Person;
import com.nurturehub.crm.sandbox.people.Scramble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Makes the people that a network has before anybody touches them.
final class StreetPeople implements CardMaker {

  private static final long HISTORY_SECONDS = 8L * 365 * 86_400;
  private static final long FIRST_EDIT_SECONDS = 90L * 86_400;
  private static final int TRASHED_PERCENT = 4;

  // A prime below 2^31, so that a number fits into the last eight digits of an id.
  private static final Scramble NUMBERS = new Scramble(2_147_483_647L, 1_640_531_527L, 88_172_645L);
  private static final int NUMBER_BITS = 32;

  private static final String[] POSITIONS = {
    "First-time buyer",
    "Investor",
    "Buy to let investor",
    "No property to sell",
    "Property to sell",
    "In process of selling - On the market",
    "In process of selling - Sold STC"
  };
  private static final String[] RATINGS = {"hot", "warm", "cold"};
  private static final String[] STATUSES = {"Current", "Previous"};

  // Throws of the dice that are Street's own; those of a person lie below 200.
  private static final int CREATED = 201;
  private static final int MODIFIED = 202;
  private static final int TRASHED = 203;
  private static final int CONSENT = 204;
  private static final int PREFERENCES = 205;
  private static final int VENDOR = 206;
  private static final int LANDLORD = 207;
  private static final int TENANT = 208;
  private static final int APPLIES = 209;
  private static final int POSITION = 210;
  private static final int ACTIVE = 211;
  private static final int RATING = 212;
  private static final int ID_HIGH = 213;
  private static final int ID_LOW = 214;
  private static final int APPLICANT_ID = 215;
  private static final int PROPERTY_ID = 216;

  private final Dice dice;
  private final People people;
  private final int count;
  private final long start;

  /// @param end when the history of these people ends
  StreetPeople(Dice dice, int count, Instant end) {
    this.dice = dice;
    this.people = new People(dice, count);
    this.count = count;
    this.start = end.getEpochSecond() - HISTORY_SECONDS;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long created(int number) {
    return 1000 * (start + place(number, HISTORY_SECONDS, CREATED));
  }

  @Override
  public long modified(int number) {
    var edited =
        start + FIRST_EDIT_SECONDS + place(number, HISTORY_SECONDS - FIRST_EDIT_SECONDS, MODIFIED);
    return Math.max(created(number), 1000 * edited);
  }

  /// A fifth of the people share a stamp with their neighbour.
  private long place(int number, long seconds, int question) {
    var placed = number % 5 == 1 ? number - 1 : number;
    var step = seconds / count;
    var within = step == 0 ? 0 : dice.of(placed).below((int) step, question);
    return placed * seconds / count + within;
  }

  @Override
  public boolean archived(int number) {
    return dice.of(number).percent(TRASHED_PERCENT, TRASHED);
  }

  @Override
  public String id(int number) {
    var own = dice.of(number);
    var high = (own.bits(ID_HIGH) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    var low = (own.bits(ID_LOW) & 0x3FFF_FFFF_0000_0000L) | 0x8000_0000_0000_0000L;
    return new UUID(high, low | NUMBERS.hide(number)).toString();
  }

  @Override
  public int numberOf(String id) {
    if (id.length() != 36) {
      return -1;
    }
    try {
      var hidden = Long.parseLong(id.substring(28), 16) & ((1L << NUMBER_BITS) - 1);
      var number = NUMBERS.reveal(hidden);
      return number < 0 || number > Integer.MAX_VALUE ? -1 : (int) number;
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  @Override
  public List<Integer> numbersFor(String handle) {
    return people.owners(handle);
  }

  @Override
  public Card make(int number) {
    return new Card(
        number,
        id(number),
        created(number),
        modified(number),
        archived(number),
        "",
        Set.of(),
        written(number));
  }

  @Override
  public void write(int number, JsonBytes out) {
    out.raw(written(number));
  }

  /// The applicants a person is part of; also those of people who are touched since.
  List<ObjectNode> applicants(int number) {
    if (number >= count) {
      return List.of();
    }
    var own = dice.of(number);
    var chance = own.below(100, APPLIES);
    List<ObjectNode> applicants = new ArrayList<>();
    if (chance < 30) {
      applicants.add(applicant(number, "sales"));
    }
    if (chance >= 25 && chance < 40) {
      applicants.add(applicant(number, "lettings"));
    }
    return applicants;
  }

  /// The properties a person owns.
  List<String> properties(int number) {
    var owns = number < count && dice.of(number).below(100, VENDOR) < 24;
    return owns ? List.of(uuid(number, PROPERTY_ID)) : List.of();
  }

  private ObjectNode applicant(int number, String type) {
    var own = dice.of(number);
    var person = people.person(number);
    var isSale = type.equals("sales");
    var applicant =
        Json.object()
            .put("type", "applicant")
            .put("id", uuid(number, APPLICANT_ID + (isSale ? 0 : 100)));
    var attributes =
        applicant
            .putObject("attributes")
            .put("applicant_type", type)
            .put("name", fullName(person.title(), person.forename(), person.surname()))
            .putNull("financial_position")
            .put("buying_position", isSale ? own.oneOf(POSITIONS, POSITION) : null)
            .put("letting_position", isSale ? null : "Renting");
    attributes.putObject("requirements");
    attributes
        .put("active", own.percent(80, ACTIVE))
        .put("created_at", StreetTimes.written(created(number)))
        .put("updated_at", StreetTimes.written(modified(number)))
        .put("lead_rating", own.percent(50, RATING) ? own.oneOf(RATINGS, RATING + 100) : null);
    return applicant;
  }

  private Bytes written(int number) {
    var own = dice.of(number);
    var person = people.person(number);
    var resource = Json.object().put("type", "person").put("id", id(number));
    var attributes =
        resource
            .putObject("attributes")
            .put("full_name", fullName(person.title(), person.forename(), person.surname()))
            .put("title", person.title())
            .put("first_name", person.forename() == null ? "" : person.forename())
            .put("last_name", person.surname());
    attributes.set("address", address(person.home()));
    telephones(person, attributes);
    emails(person, attributes);
    var consent = own.below(100, CONSENT);
    if (consent < 55) {
      attributes.put("marketing_consent", true);
    } else if (consent < 70) {
      attributes.put("marketing_consent", false);
    } else {
      attributes.putNull("marketing_consent");
    }
    attributes
        .putObject("contact_preferences")
        .put("email", !own.percent(10, PREFERENCES))
        .put("post", !own.percent(30, PREFERENCES + 100))
        .put("text", !own.percent(25, PREFERENCES + 200))
        .put("phone", !own.percent(15, PREFERENCES + 300));
    attributes
        .putObject("statuses")
        .put("vendor", status(own, VENDOR))
        .put("landlord", status(own, LANDLORD))
        .put("tenant", status(own, TENANT));
    attributes
        .put("created_at", StreetTimes.written(created(number)))
        .put("updated_at", StreetTimes.written(modified(number)));
    return Json.bytes(resource);
  }

  static String fullName(@Nullable String... parts) {
    var name = new StringBuilder();
    for (var part : parts) {
      if (part != null && !part.isBlank()) {
        name.append(name.isEmpty() ? "" : " ").append(part.strip());
      }
    }
    return name.toString();
  }

  // Most people are none of these.
  private static @Nullable String status(Dice own, int question) {
    var chance = own.below(100, question);
    return chance < 24 ? STATUSES[chance % 2] : null;
  }

  private String uuid(int number, int question) {
    var own = dice.of(number);
    var high = (own.bits(question) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    var low = (own.bits(question + 50) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static ObjectNode address(Person.Home home) {
    var house = home.buildingName().isEmpty() ? home.buildingNumber() : home.buildingName();
    var first = fullName(house, home.street());
    var hasLocality = !home.locality().isEmpty();
    var second = hasLocality ? home.locality() : home.town();
    var third = hasLocality ? home.town() : null;
    return Json.object()
        .put("single_line", fullName(first + ",", second + ",", home.town()))
        .put("anon_single_line", fullName(home.street() + ",", home.town()))
        .put("building_number", home.buildingNumber().isEmpty() ? null : home.buildingNumber())
        .put("building_name", home.buildingName().isEmpty() ? null : home.buildingName())
        .put("street", home.street())
        .put("line_1", first)
        .put("line_2", second)
        .put("line_3", third)
        .putNull("line_4")
        .put("town", home.town())
        .put("country", "United Kingdom")
        .put("postcode", home.postcode().toUpperCase(Locale.ROOT))
        .putNull("udprn");
  }

  private static void telephones(Person person, ObjectNode attributes) {
    var telephones = attributes.putArray("telephone_numbers");
    for (var phone : new String[] {person.mobilePhone(), person.homePhone(), person.workPhone()}) {
      if (phone != null) {
        telephones
            .addObject()
            .put("value", "+44" + People.digitsOf(phone).substring(1))
            .putNull("notes")
            .put("primary", telephones.size() == 1);
      }
    }
  }

  private static void emails(Person person, ObjectNode attributes) {
    var emails = attributes.putArray("email_addresses");
    if (person.email() == null) {
      return;
    }
    emails.addObject().put("value", person.email()).putNull("notes").put("primary", true);
    for (var further : person.furtherEmails()) {
      emails.addObject().put("value", further).put("notes", "work").put("primary", false);
    }
  }
}
