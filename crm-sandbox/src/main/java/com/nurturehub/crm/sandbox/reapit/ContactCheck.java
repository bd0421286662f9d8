package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds what is wrong with a contact that somebody wants to write.
///
/// The lengths are plausible rather than documented: that there are any is known, which they are is
/// not.
final class ContactCheck {

  private static final Map<String, Integer> LENGTHS =
      Map.of(
          "title", 15,
          "forename", 30,
          "surname", 45,
          "homePhone", 50,
          "workPhone", 50,
          "mobilePhone", 50,
          "email", 254);
  private static final List<String> FLAGS =
      List.of(
          "active",
          "communicationPreferenceLetter",
          "communicationPreferenceEmail",
          "communicationPreferencePhone",
          "communicationPreferenceSMS");
  private static final Set<String> CONSENTS = Set.of("grant", "deny", "notAsked");

  private final ReapitOffices offices;
  private final ObjectNode given;
  private final List<Flaw> flaws = new ArrayList<>();

  private ContactCheck(ReapitOffices offices, ObjectNode given) {
    this.offices = offices;
    this.given = given;
  }

  /// What is wrong with a new contact.
  static List<Flaw> ofNew(ObjectNode given, ReapitOffices offices) {
    var check = new ContactCheck(offices, given);
    check.required();
    check.members();
    return check.flaws;
  }

  /// What is wrong with changes to one.
  static List<Flaw> ofChanges(ObjectNode given, ReapitOffices offices) {
    var check = new ContactCheck(offices, given);
    check.members();
    if (Json.text(given, "surname").filter(String::isBlank).isPresent()) {
      check.flaw("surname", "'Surname' must not be empty.");
    }
    return check.flaws;
  }

  /// Whether a member has a type that no contact could have, so that the request cannot be read.
  static Optional<String> unreadable(ObjectNode given) {
    for (var member : given.properties()) {
      var value = member.getValue();
      var name = member.getKey();
      if (!value.isNull() && !typeOf(name).test(value)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static Predicate<JsonNode> typeOf(String member) {
    if (FLAGS.contains(member) || member.equals("fromArchive")) {
      return JsonNode::isBoolean;
    }
    if (ReapitContacts.ADDRESSES.contains(member)
        || member.equals("source")
        || member.equals("metadata")) {
      return JsonNode::isObject;
    }
    if (member.endsWith("Ids")) {
      return JsonNode::isArray;
    }
    if (member.equals("additionalContactDetails")) {
      return JsonNode::isContainer;
    }
    return ReapitContacts.WRITABLE.contains(member) ? JsonNode::isString : _ -> true;
  }

  private void required() {
    if (text("surname").isBlank()) {
      flaw("surname", "'Surname' must not be empty.");
    }
    if (text("marketingConsent").isEmpty()) {
      flaw("marketingConsent", "'Marketing Consent' must not be empty.");
    }
    if (given.path("officeIds").isEmpty()) {
      flaw("officeIds", "'Office Ids' must not be empty.");
    }
    if (given.path("negotiatorIds").isEmpty()) {
      flaw("negotiatorIds", "'Negotiator Ids' must not be empty.");
    }
    if (text("homePhone").isBlank()
        && text("workPhone").isBlank()
        && text("mobilePhone").isBlank()
        && text("email").isBlank()) {
      flaw("email", "At least one telephone number or e-mail address must be given.");
    }
  }

  private void members() {
    LENGTHS.forEach((member, max) -> {
      if (text(member).length() > max) {
        flaw(member, "The maximum length is %d characters.".formatted(max));
      }
    });
    var consent = text("marketingConsent");
    if (!consent.isEmpty() && !CONSENTS.contains(consent)) {
      flaw("marketingConsent", "The enum value provided (%s) is incorrect".formatted(consent));
    }
    var email = text("email");
    if (!email.isEmpty() && !email.strip().matches("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+")) {
      flaw("email", "Must be a valid e-mail address.");
    }
    var birth = text("dateOfBirth");
    if (!birth.isEmpty() && !isDate(birth)) {
      flaw("dateOfBirth", "Must be a date.");
    }
    references("officeIds", offices::hasOffice);
    references("negotiatorIds", offices::hasNegotiator);
    references("categoryIds", List.of(ReapitPeople.CATEGORIES)::contains);
  }

  private void references(String member, Predicate<String> exists) {
    for (var id : given.path(member)) {
      if (!exists.test(id.asString(""))) {
        flaw(member, "The referenced resource %s could not be found.".formatted(id));
      }
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private String text(String member) {
    return Json.text(given, member).orElse("");
  }

  private void flaw(String field, String message) {
    flaws.add(new Flaw(field, message));
  }
}
