package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardMaker;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import com.nurturehub.crm.sandbox.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Makes the contacts that a customer has before anybody touches them.
final class ReapitPeople implements CardMaker {

  private static final long HISTORY_SECONDS = 10L * 365 * 86_400;
  private static final long FIRST_EDIT_SECONDS = 90L * 86_400;
  private static final int ARCHIVED_PERCENT = 4;
  private static final int CONTACT_BYTES = 1_600;
  private static final int ID_DIGITS = 6;

  private static final String[] CONSENTS = {"grant", "deny", "notAsked"};
  private static final String[] CHECKS = {"unchecked", "pass", "fail", "pending", "warnings"};
  static final String[] CATEGORIES = {"APP", "VEN", "LAN", "TEN", "INV", "SOL"};

  // Throws of the dice that are Reapit's own; those of a person lie below 200.
  private static final int CREATED = 201;
  private static final int MODIFIED = 202;
  private static final int ARCHIVED = 203;
  private static final int OFFICE = 204;
  private static final int NEGOTIATOR = 205;
  private static final int CONSENT = 206;
  private static final int CHECK = 207;
  private static final int ACTIVE = 208;
  private static final int PREFERENCES = 209;
  private static final int CATEGORY = 210;
  private static final int SECOND_CATEGORY = 211;
  private static final int SOURCE = 212;
  private static final int SECOND_OFFICE = 213;

  private final Dice dice;
  private final People people;
  private final int count;
  private final long start;

  /// @param end when the history of these contacts ends
  ReapitPeople(Dice dice, int count, Instant end) {
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

  /// A fifth of the contacts share a stamp with their neighbour.
  private long place(int number, long seconds, int question) {
    var placed = number % 5 == 1 ? number - 1 : number;
    var step = seconds / count;
    var within = step == 0 ? 0 : dice.of(placed).below((int) step, question);
    return placed * seconds / count + within;
  }

  @Override
  public boolean archived(int number) {
    return dice.of(number).percent(ARCHIVED_PERCENT, ARCHIVED);
  }

  @Override
  public String id(int number) {
    return idOf(office(dice.of(number)), created(number), number);
  }

  @Override
  public int numberOf(String id) {
    if (id.length() < 11 || id.length() > 12) {
      return -1;
    }
    for (int i = 3; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(id.substring(5)) - 1;
  }

  @Override
  public List<Integer> numbersFor(String handle) {
    return people.owners(handle);
  }

  static String idOf(String office, long created, int number) {
    var year = Stamps.year(created) % 100;
    var sequence = Integer.toString(number + 1);
    return office
        + (year < 10 ? "0" : "")
        + year
        + "0".repeat(Math.max(0, ID_DIGITS - sequence.length()))
        + sequence;
  }

  @Override
  public Card make(int number) {
    var out = new JsonBytes(CONTACT_BYTES);
    write(number, out);
    return new Card(
        number,
        id(number),
        created(number),
        modified(number),
        archived(number),
        ETags.of(dice.of(number), 0),
        Set.of(),
        out.done());
  }

  @Override
  public void write(int number, JsonBytes out) {
    var own = dice.of(number);
    var person = people.person(number);
    var office = office(own);
    var negotiator = negotiator(own);
    var modified = modified(number);
    var archived = archived(number);
    var created = created(number);
    var id = idOf(office, created, number);
    ReapitContactWriter.head(id, out);
    ReapitContactWriter.stamps(created, modified, out);
    ReapitContactWriter.person(person, out);
    ReapitContactWriter.standing(
        isActive(own), consent(own), check(own), own.percent(70, SOURCE) ? office : null, out);
    ReapitContactWriter.phones(person, out);
    ReapitContactWriter.archive(archived, modified, out);
    ReapitContactWriter.addresses(person.home(), out);
    ReapitContactWriter.belonging(
        office,
        own.percent(5, SECOND_OFFICE) ? office(own, SECOND_OFFICE) : office,
        negotiator,
        own.percent(80, CATEGORY) ? own.oneOf(CATEGORIES, CATEGORY + 100) : null,
        own.percent(20, SECOND_CATEGORY) ? own.oneOf(CATEGORIES, SECOND_CATEGORY + 100) : null,
        out);
    ReapitContactWriter.preferences(own.below(16, PREFERENCES), out);
    ReapitContactWriter.tail(id, person.furtherEmails(), ETags.of(own, 0), office, negotiator, out);
  }

  Person person(int number) {
    return people.person(number);
  }

  String consent(int number) {
    return consent(dice.of(number));
  }

  String check(int number) {
    return check(dice.of(number));
  }

  boolean isActive(int number) {
    return isActive(dice.of(number));
  }

  Set<String> offices(int number) {
    var own = dice.of(number);
    return own.percent(5, SECOND_OFFICE) && !office(own, SECOND_OFFICE).equals(office(own))
        ? Set.of(office(own), office(own, SECOND_OFFICE))
        : Set.of(office(own));
  }

  String negotiator(int number) {
    return negotiator(dice.of(number));
  }

  private static String consent(Dice own) {
    var chance = own.below(100, CONSENT);
    return CONSENTS[chance < 55 ? 0 : chance < 70 ? 1 : 2];
  }

  private static String check(Dice own) {
    return own.percent(75, CHECK) ? CHECKS[0] : own.oneOf(CHECKS, CHECK + 100);
  }

  private static boolean isActive(Dice own) {
    return own.percent(97, ACTIVE);
  }

  private static String office(Dice own) {
    return office(own, OFFICE);
  }

  private static String office(Dice own, int question) {
    return own.oneOf(ReapitOffices.CODES, question);
  }

  private static String negotiator(Dice own) {
    var office = own.below(ReapitOffices.CODES.length, OFFICE);
    return ReapitOffices.NEGOTIATOR_CODES[
        office * ReapitOffices.NEGOTIATORS_EACH
            + own.below(ReapitOffices.NEGOTIATORS_EACH, NEGOTIATOR)];
  }
}
