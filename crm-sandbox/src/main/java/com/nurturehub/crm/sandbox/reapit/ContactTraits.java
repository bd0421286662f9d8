package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Conditions that need a look at each contact. An empty one asks for nothing.
record ContactTraits(
    Set<String> offices,
    Set<String> negotiators,
    Set<String> consents,
    boolean consentAssumed,
    Set<String> checks,
    Optional<Boolean> active,
    Optional<String> name,
    NameType nameType,
    Optional<String> address) {

  enum NameType {
    FULL,
    INITIALS,
    SURNAME
  }

  private static final long CONSENT_RULES_CHANGED =
      Instant.parse("2018-05-25T00:00:00Z").toEpochMilli();

  static ContactTraits of(Query query, Optional<Boolean> active, List<Flaw> flaws) {
    var filter = query.find("marketingConsentFilterType").orElse("explicit");
    if (!Set.of("explicit", "assumedOrExplicit").contains(filter)) {
      flaws.add(new Flaw("marketingConsentFilterType", "Must be explicit or assumedOrExplicit."));
    }
    return new ContactTraits(
        Set.copyOf(query.all("officeId")),
        Set.copyOf(query.all("negotiatorId")),
        oneOf(query, "marketingConsent", Set.of("grant", "deny", "notAsked"), flaws),
        filter.equals("assumedOrExplicit"),
        oneOf(
            query,
            "identityCheck",
            Set.of("pass", "fail", "pending", "warnings", "unchecked"),
            flaws),
        active,
        query.find("name"),
        nameType(query, flaws),
        query.find("address"));
  }

  boolean areAny() {
    return offices.isEmpty()
        && negotiators.isEmpty()
        && consents.isEmpty()
        && checks.isEmpty()
        && active.isEmpty()
        && name.isEmpty()
        && address.isEmpty();
  }

  boolean fit(ReapitPeople people, int number) {
    return (offices.isEmpty() || people.offices(number).stream().anyMatch(offices::contains))
        && (negotiators.isEmpty() || negotiators.contains(people.negotiator(number)))
        && fitsConsent(people.consent(number), people.created(number))
        && (checks.isEmpty() || checks.contains(people.check(number)))
        && (active.isEmpty() || active.get() == people.isActive(number))
        && ((name.isEmpty() && address.isEmpty()) || fitTexts(people, number));
  }

  boolean fit(Card card, JsonNode contact) {
    return (offices.isEmpty()
            || texts(contact.path("officeIds")).stream().anyMatch(offices::contains))
        && (negotiators.isEmpty()
            || texts(contact.path("negotiatorIds")).stream().anyMatch(negotiators::contains))
        && fitsConsent(Json.text(contact, "marketingConsent").orElse(""), card.created())
        && (checks.isEmpty() || checks.contains(Json.text(contact, "identityCheck").orElse("")))
        && (active.isEmpty() || active.get() == contact.path("active").asBoolean(false))
        && fitsName(
            Json.text(contact, "forename").orElse(""), Json.text(contact, "surname").orElse(""))
        && fitsAddress(String.join(" ", texts(contact.path("primaryAddress"))));
  }

  private boolean fitTexts(ReapitPeople people, int number) {
    var person = people.person(number);
    var forename = person.forename();
    return fitsName(forename == null ? "" : forename, person.surname())
        && fitsAddress(person.home().onOneLine());
  }

  private boolean fitsConsent(String consent, long created) {
    if (consents.isEmpty()) {
      return true;
    }
    var assumed =
        consentAssumed && consent.equals("notAsked")
            ? (created < CONSENT_RULES_CHANGED ? "grant" : "deny")
            : consent;
    return consents.contains(assumed);
  }

  private boolean fitsName(String forename, String surname) {
    if (name.isEmpty()) {
      return true;
    }
    var wanted = lower(name.get());
    return switch (nameType) {
      case FULL -> lower(forename.strip() + " " + surname).contains(wanted);
      case SURNAME -> lower(surname).startsWith(wanted);
      case INITIALS ->
          !forename.isEmpty()
              && !surname.isEmpty()
              && lower("" + forename.charAt(0) + surname.charAt(0)).equals(wanted);
    };
  }

  private boolean fitsAddress(String text) {
    return address.isEmpty() || lower(text).contains(lower(address.get()));
  }

  private static NameType nameType(Query query, List<Flaw> flaws) {
    return switch (query.find("nameType").orElse("")) {
      case "" -> NameType.FULL;
      case "initials" -> NameType.INITIALS;
      case "surname" -> NameType.SURNAME;
      case String _ -> {
        flaws.add(new Flaw("nameType", "Must be initials or surname."));
        yield NameType.FULL;
      }
    };
  }

  private static Set<String> oneOf(
      Query query, String parameter, Set<String> allowed, List<Flaw> flaws) {
    var given = Set.copyOf(query.all(parameter));
    if (!allowed.containsAll(given)) {
      flaws.add(new Flaw(parameter, "The enum value provided is incorrect."));
    }
    return given;
  }

  static Set<String> texts(JsonNode container) {
    var texts = new LinkedHashSet<String>();
    container.forEach(one -> texts.add(one.asString("")));
    return texts;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
