package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardIndex;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// One agency of Alto's: what it has set up, its contacts, and how far it lets our integration in.
final class AltoAgency {

  private final String ref;
  private final Dice dice;
  private final AltoOffice office;
  private final AltoPeople people;
  private final CardIndex index;
  private final AltoNotes notes;
  private final Set<Integer> poisoned = ConcurrentHashMap.newKeySet();
  private final Set<String> branches = ConcurrentHashMap.newKeySet();
  private volatile boolean enabled = true;
  private volatile String integrationStatus = "Pending";
  private volatile String typedAtActivation = "";

  AltoAgency(String ref, int contacts, long seed, Instant historyEnd) {
    this.ref = ref;
    this.dice = Dice.of(seed, "alto " + ref);
    this.office = new AltoOffice(Dice.of(seed, "alto office " + ref));
    this.people = new AltoPeople(dice, contacts, office, historyEnd);
    this.index = new CardIndex(people);
    this.notes = new AltoNotes(dice, contacts);
    branches.addAll(AltoOffice.branchIds());
  }

  String ref() {
    return ref;
  }

  String name() {
    return "Agency " + ref.substring(0, Math.min(4, ref.length()));
  }

  Dice dice() {
    return dice;
  }

  AltoOffice office() {
    return office;
  }

  AltoPeople people() {
    return people;
  }

  CardIndex index() {
    return index;
  }

  AltoNotes notes() {
    return notes;
  }

  /// Enabled for the group, and active in one branch at least.
  boolean isPluggedIn() {
    return enabled && !branches.isEmpty();
  }

  void setEnabled(boolean now) {
    enabled = now;
  }

  boolean hasActivated(String branch) {
    return branches.contains(branch);
  }

  void setActivated(String branch, boolean now) {
    if (now) {
      branches.add(branch);
    } else {
      branches.remove(branch);
    }
  }

  String integrationStatus() {
    return integrationStatus;
  }

  void setIntegrationStatus(String status) {
    integrationStatus = status;
  }

  /// Whatever the agency typed when it activated the integration.
  String typedAtActivation() {
    return typedAtActivation;
  }

  void setTypedAtActivation(String text) {
    typedAtActivation = text;
  }

  /// What our integration may see: contacts of branches that have activated it.
  Optional<Card> visible(String id) {
    return index.find(id).filter(card -> hasActivated(branchOf(Json.ours(card.json()))));
  }

  boolean sees(Spot spot) {
    return branches.size() == AltoOffice.BRANCHES
        || switch (spot) {
          case Spot.Base(var number) -> hasActivated(people.branch(number));
          case Spot.Touched(var card) -> hasActivated(branchOf(Json.ours(card.json())));
        };
  }

  /// The record at a place in the index.
  ObjectNode record(Spot spot) {
    return switch (spot) {
      case Spot.Base(var number) -> people.record(number);
      case Spot.Touched(var card) -> Json.ours(card.json());
    };
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

  // A record that was bent out of shape has no branch; it stays visible.
  private static String branchOf(ObjectNode record) {
    return Json.text(record, "branchId").orElse(Integer.toString(AltoOffice.FIRST_BRANCH));
  }
}
