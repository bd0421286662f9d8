package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.crm.Deforming;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent's desk at one of Street's networks.
///
/// What is given are attributes, or a resource that has them. `applicants`, a list of their
/// attributes, says which applicants the person is part of. Archiving is Street's deletion: the row
/// is trashed; `delete` and `erase` take it away for good.
final class StreetDesk implements Desk {

  private static final Deforming.Members MEMBERS =
      new Deforming.Members(
          "id",
          List.of("title", "first_name", "last_name"),
          "email_addresses",
          "telephone_numbers",
          "created_at",
          "updated_at");
  private static final int CHOSEN = 400;
  private static final int NEW_NUMBER = 500;

  private final StreetNetwork network;
  private final StreetEvents events;
  private final Supplier<StreetOptions> options;
  private final InstantSource clock;
  private int rounds;

  StreetDesk(
      StreetNetwork network,
      StreetEvents events,
      Supplier<StreetOptions> options,
      InstantSource clock) {
    this.network = network;
    this.events = events;
    this.options = options;
    this.clock = clock;
  }

  @Override
  public String create(ObjectNode given) {
    var number = network.index().reserveNumber();
    var attributes = StreetCards.changed(StreetCards.blank(), attributesIn(given));
    takeApplicants(number, attributes);
    refuseTaken(number, attributes);
    var card =
        StreetCards.first(network, number, attributes, StreetTimes.wholeSecond(clock.instant()));
    network.index().add(card);
    return card.id();
  }

  @Override
  public void edit(String id, ObjectNode changes) {
    change(id, card -> edited(card, attributesIn(changes)), true);
  }

  @Override
  public void archive(String id) {
    change(id, card -> trashed(card, true), false);
  }

  @Override
  public void unarchive(String id) {
    change(id, card -> trashed(card, false), false);
  }

  @Override
  public void delete(String id) {
    erase(id);
  }

  @Override
  public void erase(String id) {
    if (network.index().remove(id).isEmpty()) {
      throw unknown(id);
    }
  }

  @Override
  public void touchUnseen(String id) {
    change(
        id,
        card -> StreetCards.next(card, StreetCards.attributesOf(card), card.archived(), now()),
        false);
  }

  @Override
  public synchronized int editMany(double percent, ObjectNode changes, boolean announced) {
    rounds++;
    var round = rounds;
    var share = (int) Math.round(percent * 10_000);
    var chosen =
        network
            .index()
            .scan(
                CardWindow.live(),
                spot -> network.dice().of(spot.number()).below(1_000_000, CHOSEN + round) < share);
    for (var spot : chosen) {
      var own = changes.isEmpty() ? newMobile(spot.number(), round) : attributesIn(changes);
      change(network.index().id(spot), card -> edited(card, own), announced);
    }
    return chosen.size();
  }

  @Override
  public void poison(String id) {
    network.poison(card(id).number());
  }

  @Override
  public void heal(String id) {
    network.heal(card(id).number());
  }

  // The version moves with the shape, otherwise nobody would ask for the person again.
  @Override
  public void deform(String id, Deformity how) {
    change(
        id,
        card -> {
          var sound =
              StreetCards.next(card, StreetCards.attributesOf(card), card.archived(), now());
          var resource = Json.ours(sound.json());
          switch (how) {
            case NO_ID -> resource.putNull("id");
            case MEMBERS_MISSING -> resource.putObject("attributes");
            case WRONG_TYPES,
                LONE_SURROGATE,
                IMPOSSIBLE_DATES,
                NO_NAME,
                HUGE_FIELD,
                CONTROL_CHARACTERS,
                RIGHT_TO_LEFT ->
                resource.set(
                    "attributes",
                    Deforming.deformed(StreetCards.attributesOf(sound), how, MEMBERS));
          }
          return StreetCards.reworded(sound, resource);
        },
        false);
  }

  @Override
  public ObjectNode look(String id) {
    return Json.ours(card(id).json());
  }

  private Card edited(Card card, ObjectNode changes) {
    var own = changes.deepCopy();
    takeApplicants(card.number(), own);
    var attributes = StreetCards.changed(StreetCards.attributesOf(card), own);
    if (own.has("email_addresses")) {
      refuseTaken(card.number(), attributes);
    }
    var stamp = Json.text(own, "updated_at").flatMap(StreetTimes::parsed);
    return StreetCards.next(card, attributes, card.archived(), stamp.orElseGet(this::now));
  }

  private Card trashed(Card card, boolean now) {
    var moved = options.get().trashMoves() ? now() : card.modified();
    return StreetCards.next(card, StreetCards.attributesOf(card), now, moved);
  }

  private void refuseTaken(int number, ObjectNode attributes) {
    if (network.isTaken(StreetCards.emailsIn(attributes), number)) {
      throw new IllegalArgumentException("somebody in the network has this e-mail address");
    }
  }

  private void takeApplicants(int number, ObjectNode attributes) {
    if (!(attributes.remove("applicants") instanceof ArrayNode given)) {
      return;
    }
    List<ObjectNode> applicants = new ArrayList<>();
    for (var applicant : given) {
      var own = network.dice().of(number * 10 + applicants.size());
      var resource =
          Json.object()
              .put("type", "applicant")
              .put("id", new UUID(own.bits(700), own.bits(701)).toString());
      resource.set("attributes", applicant);
      applicants.add(resource);
    }
    network.setApplicants(number, applicants);
  }

  private ObjectNode newMobile(int number, int round) {
    var changes = Json.object();
    Dice own = network.dice().of(number);
    changes
        .putArray("telephone_numbers")
        .addObject()
        .put("value", "+447400%06d".formatted(own.below(1_000_000, NEW_NUMBER + round)))
        .putNull("notes")
        .put("primary", true);
    return changes;
  }

  private void change(String id, UnaryOperator<Card> how, boolean announced) {
    var changed = network.index().change(id, how).orElseThrow(() -> unknown(id));
    if (announced) {
      events.changed(network, changed.before(), changed.after(), clock.instant());
    }
  }

  private long now() {
    return StreetTimes.wholeSecond(clock.instant());
  }

  private Card card(String id) {
    return network.index().find(id).orElseThrow(() -> unknown(id));
  }

  private static ObjectNode attributesIn(ObjectNode given) {
    return given.get("attributes") instanceof ObjectNode attributes
        ? attributes.deepCopy()
        : given.deepCopy();
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no such person: " + id);
  }
}
