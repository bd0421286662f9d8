package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardIndex;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One customer of Reapit's: an agency, its offices and its contacts.
final class ReapitCustomer {

  /// A new contact that the read replica does not know yet.
  private record Unseen(Card card, Instant visibleAt) {}

  private final String code;
  private final Dice dice;
  private final ReapitOffices offices;
  private final ReapitPeople people;
  private final CardIndex index;
  private final ReapitCards cards;
  private final List<Unseen> unseen = new ArrayList<>();
  private final Set<Integer> poisoned = ConcurrentHashMap.newKeySet();
  private volatile boolean installed = true;

  ReapitCustomer(String code, int contacts, long seed, Instant historyEnd) {
    this.code = code;
    this.dice = Dice.of(seed, "reapit " + code);
    this.offices = new ReapitOffices(Dice.of(seed, "reapit staff " + code), code + " Estates");
    this.people = new ReapitPeople(dice, contacts, historyEnd);
    this.index = new CardIndex(people);
    this.cards = new ReapitCards(dice);
  }

  String code() {
    return code;
  }

  /// The customer that Reapit shares among developers. It needs no installation.
  boolean isShared() {
    return code.equals("SBOX");
  }

  boolean isInstalled() {
    return installed || isShared();
  }

  void setInstalled(boolean now) {
    installed = now;
  }

  Dice dice() {
    return dice;
  }

  ReapitOffices offices() {
    return offices;
  }

  ReapitPeople people() {
    return people;
  }

  CardIndex index() {
    return index;
  }

  ReapitCards cards() {
    return cards;
  }

  boolean isPoisoned(int number) {
    return !poisoned.isEmpty() && poisoned.contains(number);
  }

  void poison(int number) {
    poisoned.add(number);
  }

  void heal(int number) {
    poisoned.remove(number);
  }

  /// Puts in a new contact, which can be read from `visibleAt` on.
  void add(Card card, Instant visibleAt, Instant now) {
    if (!visibleAt.isAfter(now)) {
      index.add(card);
      return;
    }
    synchronized (unseen) {
      unseen.add(new Unseen(card, visibleAt));
    }
  }

  /// Lets the replica catch up. To be called before anything is read.
  void catchUp(Instant now) {
    synchronized (unseen) {
      unseen.removeIf(late -> {
        var due = !late.visibleAt().isAfter(now);
        if (due) {
          index.add(late.card());
        }
        return due;
      });
    }
  }
}
