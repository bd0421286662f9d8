package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.crm.Deforming;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// An agent's desk at one of Loop's teams. An archived person stays in the lists and says so.
final class LoopDesk implements Desk {

  private static final Deforming.Members MEMBERS =
      new Deforming.Members(
          "personId",
          List.of("title", "firstName", "lastName"),
          "email",
          "mobilePhone",
          "registeredDate",
          "dateUpdated");
  private static final int CHOSEN = 400;
  private static final int NEW_NUMBER = 500;

  private final LoopTeam team;
  private final LoopEvents events;
  private final InstantSource clock;
  private int rounds;

  LoopDesk(LoopTeam team, LoopEvents events, InstantSource clock) {
    this.team = team;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public String create(ObjectNode given) {
    var person = LoopCards.blank();
    person.setAll(given);
    var now = clock.instant();
    var card = LoopCards.first(team, team.index().reserveNumber(), person, now.toEpochMilli());
    team.index().add(card);
    events.tell(team, LoopEvents.CREATED, card, now);
    return card.id();
  }

  @Override
  public void edit(String id, ObjectNode changes) {
    change(id, card -> edited(card, changes), Optional.of(LoopEvents.UPDATED));
  }

  @Override
  public void archive(String id) {
    var archived = Json.object().put("status", "Archived");
    change(id, card -> edited(card, archived), Optional.of(LoopEvents.ARCHIVED));
  }

  @Override
  public void unarchive(String id) {
    var active = Json.object().put("status", "Active");
    change(id, card -> edited(card, active), Optional.of(LoopEvents.UPDATED));
  }

  @Override
  public void delete(String id) {
    erase(id);
  }

  @Override
  public void erase(String id) {
    if (team.index().remove(id).isEmpty()) {
      throw unknown(id);
    }
  }

  @Override
  public void touchUnseen(String id) {
    change(id, card -> edited(card, Json.object()), Optional.of(LoopEvents.UPDATED));
  }

  @Override
  public synchronized int editMany(double percent, ObjectNode changes, boolean announced) {
    rounds++;
    var round = rounds;
    var share = (int) Math.round(percent * 10_000);
    var chosen =
        team.index()
            .scan(
                CardWindow.live(),
                spot -> team.dice().of(spot.number()).below(1_000_000, CHOSEN + round) < share);
    for (var spot : chosen) {
      var number = team.dice().of(spot.number()).below(1_000_000, NEW_NUMBER + round);
      var own =
          changes.isEmpty()
              ? Json.object().put("mobilePhone", "07400 %06d".formatted(number))
              : changes;
      change(
          team.index().id(spot),
          card -> edited(card, own),
          announced ? Optional.of(LoopEvents.UPDATED) : Optional.empty());
    }
    return chosen.size();
  }

  @Override
  public void poison(String id) {
    team.poison(card(id).number());
  }

  @Override
  public void heal(String id) {
    team.heal(card(id).number());
  }

  // The version moves with the shape, otherwise nobody would ask for the person again.
  @Override
  public void deform(String id, Deformity how) {
    change(
        id,
        card -> {
          var sound = edited(card, Json.object());
          return LoopCards.reworded(
              sound, Deforming.deformed(Json.ours(sound.json()), how, MEMBERS));
        },
        Optional.empty());
  }

  @Override
  public ObjectNode look(String id) {
    return Json.ours(card(id).json());
  }

  private Card edited(Card card, ObjectNode changes) {
    var person = Json.ours(card.json());
    person.setAll(changes);
    var stamp = Json.text(changes, "dateUpdated").flatMap(LoopTimes::parsed);
    return LoopCards.next(card, person, stamp.orElse(clock.instant().toEpochMilli()));
  }

  private void change(String id, UnaryOperator<Card> how, Optional<String> event) {
    var changed = team.index().change(id, how).orElseThrow(() -> unknown(id));
    event.ifPresent(name -> events.tell(team, name, changed.after(), clock.instant()));
  }

  private Card card(String id) {
    return team.index().find(id).orElseThrow(() -> unknown(id));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no such person: " + id);
  }
}
