package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.loop.LoopErrors.Flaw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows single people and takes changes to them.
final class PeopleWrites {

  private static final List<String> TEXTS =
      List.of(
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
          "addressPostcode");
  private static final List<String> CONSENTS =
      List.of("emailMarketingConsent", "smsMarketingConsent", "phoneMarketingConsent");
  private static final List<String> LISTS = List.of("roles", "tags");
  private static final Set<String> ROLES = Set.of("Buyer", "Seller", "Renter", "Landlord");

  private final Supplier<LoopOptions> options;
  private final LoopEvents events;
  private final Journal journal;

  PeopleWrites(Supplier<LoopOptions> options, LoopEvents events, Journal journal) {
    this.options = options;
    this.events = events;
    this.journal = journal;
  }

  Reply get(Call call, LoopTeam team) {
    var card = found(call, team);
    if (team.isPoisoned(card.number())) {
      return LoopErrors.error(500);
    }
    if (options.get().editsBetween()) {
      team.index()
          .change(
              card.id(),
              before ->
                  LoopCards.next(
                      before,
                      Json.ours(before.json())
                          .put("lastContactedDate", LoopTimes.written(call.at().toEpochMilli())),
                      Math.max(call.at().toEpochMilli(), before.modified() + 1)));
    }
    return Reply.json(200, card.json());
  }

  Reply create(Call call, LoopTeam team) {
    var given = body(call);
    var person = LoopCards.blank();
    write(given, person);
    Json.text(given, "source").ifPresent(source -> person.put("source", source));
    refuse(flaws(given, person, ROLES, true));
    var card =
        LoopCards.first(team, team.index().reserveNumber(), person, call.at().toEpochMilli());
    team.index().add(card);
    Json.text(person, "email").ifPresent(email -> journal.created(team.name(), email, card.id()));
    events.tell(team, LoopEvents.CREATED, card, call.at());
    return Reply.json(201, card.json()).with("Location", call.path() + "/" + card.id());
  }

  /// Changes the fields that are sent; null clears one.
  Reply patch(Call call, LoopTeam team) {
    return update(call, team, false);
  }

  /// Replaces the whole record; a field that is not sent is cleared.
  Reply put(Call call, LoopTeam team) {
    return update(call, team, true);
  }

  private Reply update(Call call, LoopTeam team, boolean whole) {
    var given = body(call);
    var changed =
        team.index()
            .change(
                found(call, team).id(),
                before -> {
                  var person = Json.ours(before.json());
                  var roles = rolesFor(person);
                  if (whole) {
                    TEXTS.forEach(person::putNull);
                    CONSENTS.forEach(person::putNull);
                  }
                  write(given, person);
                  refuse(flaws(given, person, roles, false));
                  return LoopCards.next(
                      before, person, Math.max(call.at().toEpochMilli(), before.modified()));
                })
            .orElseThrow(() -> LoopErrors.refusal(404));
    if (optsOut(changed.before(), changed.after())) {
      journal.optedOut(team.name(), changed.after().id(), call.at());
    }
    events.tell(team, LoopEvents.UPDATED, changed.after(), call.at());
    return Reply.json(200, changed.after().json());
  }

  private static Card found(Call call, LoopTeam team) {
    return team.index().find(call.at("id")).orElseThrow(() -> LoopErrors.refusal(404));
  }

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body()).orElseThrow(() -> LoopErrors.refusal(400));
  }

  private static void write(ObjectNode given, ObjectNode person) {
    for (var names : List.of(TEXTS, CONSENTS, LISTS)) {
      for (var name : names) {
        if (given.has(name)) {
          person.set(name, given.get(name));
        }
      }
    }
  }

  /// Also what a person was long ago, and nobody becomes any more.
  private static Set<String> rolesFor(ObjectNode person) {
    var roles = new HashSet<>(ROLES);
    person.path("roles").forEach(role -> roles.add(role.asString("")));
    return roles;
  }

  private static List<Flaw> flaws(
      ObjectNode given, ObjectNode person, Set<String> roles, boolean isNew) {
    var flaws = new ArrayList<Flaw>();
    for (var name : TEXTS) {
      if (!isAbsentOr(given.get(name), JsonNode::isString)) {
        flaws.add(new Flaw(name, "The value must be a string."));
      }
    }
    for (var name : CONSENTS) {
      if (!isAbsentOr(given.get(name), JsonNode::isBoolean)) {
        flaws.add(new Flaw(name, "The value must be true or false."));
      }
    }
    var email = Json.text(given, "email").orElse("");
    if (!email.isEmpty() && !email.strip().matches("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+")) {
      flaws.add(new Flaw("email", "The email field is not a valid e-mail address."));
    }
    for (var role : given.path("roles")) {
      if (!roles.contains(role.asString(""))) {
        flaws.add(new Flaw("roles", "There is no such role."));
      }
    }
    if (text(person, "lastName").isBlank() && text(person, "companyName").isBlank()) {
      flaws.add(new Flaw("lastName", "The lastName field is required."));
    }
    if (isNew && person.path("roles").isEmpty()) {
      flaws.add(new Flaw("roles", "At least one role is required."));
    }
    if (isNew && !isReachable(person)) {
      flaws.add(new Flaw("email", "An e-mail address or telephone number is required."));
    }
    return flaws;
  }

  private static boolean isReachable(ObjectNode person) {
    return !text(person, "email").isBlank()
        || LoopCards.PHONES.stream().anyMatch(phone -> !text(person, phone).isBlank());
  }

  private static boolean isAbsentOr(@Nullable JsonNode value, Predicate<JsonNode> type) {
    return Optional.ofNullable(value)
        .filter(given -> !given.isNull() && !type.test(given))
        .isEmpty();
  }

  private static void refuse(List<Flaw> flaws) {
    if (!flaws.isEmpty()) {
      throw LoopErrors.invalid(flaws);
    }
  }

  private static boolean optsOut(Card before, Card after) {
    var was = Json.ours(before.json());
    var is = Json.ours(after.json());
    return CONSENTS.stream()
        .anyMatch(consent ->
            is.path(consent).isBoolean()
                && !is.path(consent).asBoolean()
                && !was.path(consent).equals(is.path(consent)));
  }

  private static String text(ObjectNode person, String member) {
    return Json.text(person, member).orElse("");
  }
}
