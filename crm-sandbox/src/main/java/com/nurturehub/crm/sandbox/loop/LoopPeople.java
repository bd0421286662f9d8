package com.nurturehub.crm.sandbox.loop;

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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Makes the people that a team has before anybody touches them, with everything in them that a
/// reader must be able to bear: references of two kinds, blank, missing and null fields, two roles,
/// roles and fields that nobody has heard of, stamps a millisecond apart.
final class LoopPeople implements CardMaker {

  private static final long HISTORY_SECONDS = 8L * 365 * 86_400;
  private static final long FIRST_EDIT_SECONDS = 90L * 86_400;

  // A prime below 2^31, so that a number fits into the last eight digits of an id.
  private static final Scramble NUMBERS = new Scramble(2_147_483_647L, 1_013_904_223L, 33_550_336L);
  private static final int NUMBER_BITS = 32;

  private static final String[] ROLES = {"Buyer", "Seller", "Renter", "Landlord"};
  private static final String[] SOURCES = {"Website", "Rightmove", "Walk-in", "Phone"};

  // Throws of the dice that are Loop's own; those of a person lie below 200.
  private static final int CREATED = 201;
  private static final int MODIFIED = 202;
  private static final int ROLE = 203;
  private static final int SECOND_ROLE = 204;
  private static final int STATUS = 205;
  private static final int CONSENT = 206;
  private static final int SOURCE = 207;
  private static final int SHARED_EMAIL = 208;
  private static final int TAG = 209;
  private static final int ID_HIGH = 210;
  private static final int ID_LOW = 211;

  private final Dice dice;
  private final People people;
  private final int count;
  private final long start;

  /// @param end when the history of these people ends
  LoopPeople(Dice dice, int count, Instant end) {
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
    return 1000 * (start + place(number, HISTORY_SECONDS, CREATED)) + apart(number);
  }

  @Override
  public long modified(int number) {
    var edited =
        start + FIRST_EDIT_SECONDS + place(number, HISTORY_SECONDS - FIRST_EDIT_SECONDS, MODIFIED);
    return Math.max(created(number), 1000 * edited + apart(number));
  }

  /// A fifth of the people have the stamp of their neighbour, and a millisecond.
  private long place(int number, long seconds, int question) {
    var placed = number % 5 == 1 ? number - 1 : number;
    var step = seconds / count;
    var within = step == 0 ? 0 : dice.of(placed).below((int) step, question);
    return placed * seconds / count + within;
  }

  private static long apart(int number) {
    return number % 5 == 1 ? 1 : 0;
  }

  // Archived people stay in the lists and say so.
  @Override
  public boolean archived(int number) {
    return false;
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

  // An address may be shared with the neighbour.
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
        false,
        "",
        Set.of(),
        written(number));
  }

  @Override
  public void write(int number, JsonBytes out) {
    out.raw(written(number));
  }

  private Bytes written(int number) {
    var own = dice.of(number);
    var person = people.person(number);
    var json = Json.object().put("personId", id(number));
    if (number % 7 == 3) {
      json.put("refId", "R" + (20_000 + number));
    } else {
      json.put("refId", 20_000 + number);
    }
    roles(own).forEach(json.putArray("roles")::add);
    json.put("status", status(own))
        .put("title", person.title())
        .put("firstName", person.forename())
        .put("lastName", person.surname())
        .put("addressee", addressee(person))
        .putNull("companyName")
        .put("email", email(own, number, person));
    phones(number, person, json);
    address(person.home(), json);
    consents(own.below(100, CONSENT), json);
    json.put("source", own.oneOf(SOURCES, SOURCE));
    var tags = json.putArray("tags");
    if (own.percent(20, TAG)) {
      tags.add("first-time-buyer");
    }
    if (number % 11 == 4) {
      json.put("favouriteColour", "teal");
    }
    var modified = LoopTimes.written(modified(number));
    var created = LoopTimes.written(created(number));
    json.put("responsibleAgentName", "Alex Example")
        .put("registeredDate", created)
        .put("lastContactedDate", modified)
        .putNull("expirationDueDate")
        .put("dateCreated", created)
        .put("dateUpdated", modified);
    return Json.bytes(json);
  }

  private static List<String> roles(Dice own) {
    List<String> roles = new ArrayList<>();
    roles.add(own.oneOf(ROLES, ROLE));
    var second = own.oneOf(ROLES, SECOND_ROLE);
    if (own.percent(15, SECOND_ROLE + 100) && !roles.contains(second)) {
      roles.add(second);
    }
    if (own.percent(2, SECOND_ROLE + 200)) {
      roles.add("Contractor");
    }
    return roles;
  }

  private static String status(Dice own) {
    var chance = own.below(100, STATUS);
    if (chance < 3) {
      return "Archived";
    }
    if (chance < 20) {
      return "Expired";
    }
    return chance == 20 ? "Paused" : "Active";
  }

  private @Nullable String email(Dice own, int number, Person person) {
    var partner = number ^ 1;
    if (partner < number && own.percent(4, SHARED_EMAIL)) {
      return people.person(partner).email();
    }
    return person.email() == null && number % 2 == 0 ? "" : person.email();
  }

  private static String addressee(Person person) {
    var title = person.title() == null ? "" : person.title() + " ";
    return title + person.surname();
  }

  // What is not known is null here and missing there.
  private static void phones(int number, Person person, ObjectNode json) {
    json.put("mobilePhone", person.mobilePhone());
    if (person.homePhone() != null || number % 3 != 0) {
      json.put("homePhone", person.homePhone());
    }
    if (person.workPhone() != null || number % 3 != 1) {
      json.put("workPhone", person.workPhone());
    }
  }

  private static void address(Person.Home home, ObjectNode json) {
    var house = home.buildingName().isEmpty() ? home.buildingNumber() : home.buildingName();
    json.put("addressHouseNameOrNumber", house)
        .put("addressStreet", home.street())
        .put("addressLocality", home.locality().isEmpty() ? null : home.locality())
        .put("addressTown", home.town())
        .put("addressCounty", home.county())
        .put("addressPostcode", home.postcode());
  }

  private static void consents(int chance, ObjectNode json) {
    for (var channel : new String[] {"email", "sms", "phone"}) {
      var member = channel + "MarketingConsent";
      if (chance < 45) {
        json.put(member, !channel.equals("sms"));
      } else if (chance < 60) {
        json.put(member, false);
      } else {
        json.putNull(member);
      }
    }
  }
}
