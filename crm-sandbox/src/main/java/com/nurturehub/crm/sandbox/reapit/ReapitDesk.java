package com.nurturehub.crm.sandbox.reapit;

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

/// An agent's desk at one of Reapit's customers.
final class ReapitDesk implements Desk {

  private static final Deforming.Members MEMBERS =
      new Deforming.Members(
          "id",
          List.of("title", "forename", "surname"),
          "email",
          "mobilePhone",
          "dateOfBirth",
          "modified");
  private static final int CHOSEN = 400;
  private static final int NEW_NUMBER = 500;

  private final ReapitCustomer customer;
  private final ContactNews news;
  private final InstantSource clock;
  private int rounds;

  ReapitDesk(ReapitCustomer customer, ContactNews news, InstantSource clock) {
    this.customer = customer;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public String create(ObjectNode given) {
    var now = clock.instant();
    var contact = ReapitContacts.blank();
    contact.set("officeIds", Json.array().add(ReapitOffices.CODES[0]));
    contact.set("negotiatorIds", Json.array().add(ReapitOffices.NEGOTIATOR_CODES[0]));
    contact.setAll(given);
    var card =
        customer.cards().first(customer.index().reserveNumber(), contact, now.toEpochMilli());
    customer.add(card, now, now);
    news.changed(customer, Optional.empty(), Optional.of(card), now);
    return card.id();
  }

  @Override
  public void edit(String id, ObjectNode changes) {
    change(id, card -> edited(card, changes), true);
  }

  @Override
  public void archive(String id) {
    change(id, card -> next(card, Json.ours(card.json()), true), true);
  }

  @Override
  public void unarchive(String id) {
    change(id, card -> next(card, Json.ours(card.json()), false), true);
  }

  @Override
  public void delete(String id) {
    var gone = customer.index().remove(id).orElseThrow(() -> unknown(id));
    news.changed(customer, Optional.of(gone), Optional.empty(), clock.instant());
  }

  @Override
  public void erase(String id) {
    if (customer.index().remove(id).isEmpty()) {
      throw unknown(id);
    }
  }

  @Override
  public void touchUnseen(String id) {
    change(id, card -> next(card, Json.ours(card.json()), card.archived()), true);
  }

  @Override
  public synchronized int editMany(double percent, ObjectNode changes, boolean announced) {
    rounds++;
    var round = rounds;
    var share = (int) Math.round(percent * 10_000);
    var chosen =
        customer
            .index()
            .scan(
                CardWindow.live(),
                spot -> customer.dice().of(spot.number()).below(1_000_000, CHOSEN + round) < share);
    for (var spot : chosen) {
      var number = spot.number();
      var own =
          changes.isEmpty()
              ? Json.object()
                  .put(
                      "mobilePhone",
                      "07400 %06d"
                          .formatted(
                              customer.dice().of(number).below(1_000_000, NEW_NUMBER + round)))
              : changes;
      change(customer.index().id(spot), card -> edited(card, own), announced);
    }
    return chosen.size();
  }

  @Override
  public void poison(String id) {
    customer.poison(card(id).number());
  }

  @Override
  public void heal(String id) {
    customer.heal(card(id).number());
  }

  // The version moves with the shape, otherwise nobody would ask for the contact again.
  @Override
  public void deform(String id, Deformity how) {
    change(
        id,
        card -> {
          var sound = next(card, Json.ours(card.json()), card.archived());
          return ReapitCards.reworded(
              sound, Deforming.deformed(Json.ours(sound.json()), how, MEMBERS));
        },
        false);
  }

  @Override
  public ObjectNode look(String id) {
    return Json.ours(card(id).json());
  }

  private Card edited(Card card, ObjectNode changes) {
    var contact = Json.ours(card.json());
    contact.setAll(changes);
    var stamp = Json.text(changes, "modified").flatMap(Stamps::parsed);
    return customer
        .cards()
        .next(card, contact, card.archived(), stamp.orElse(clock.instant().toEpochMilli()));
  }

  private Card next(Card card, ObjectNode contact, boolean archived) {
    return customer.cards().next(card, contact, archived, clock.instant().toEpochMilli());
  }

  private void change(String id, UnaryOperator<Card> how, boolean announced) {
    var now = clock.instant();
    customer.catchUp(now);
    var changed = customer.index().change(id, how).orElseThrow(() -> unknown(id));
    if (announced) {
      news.changed(customer, Optional.of(changed.before()), Optional.of(changed.after()), now);
    }
  }

  private Card card(String id) {
    return customer.index().find(id).orElseThrow(() -> unknown(id));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no such contact: " + id);
  }
}
