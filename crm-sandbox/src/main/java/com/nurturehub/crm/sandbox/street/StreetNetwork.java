package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardIndex;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// One agency's account at Street.
final class StreetNetwork {

  private final String name;
  private final Dice dice;
  private final StreetPeople people;
  private final CardIndex index;
  private final StreetBranches branches;
  private final StreetEnquiries enquiries;
  private final Set<Integer> poisoned = ConcurrentHashMap.newKeySet();
  private final Map<Integer, List<ObjectNode>> applicants = new ConcurrentHashMap<>();
  private volatile Passphrase bearer;
  private volatile boolean letIn = true;

  StreetNetwork(String name, StreetSettings.Network settings, long seed, Instant historyEnd) {
    this.name = name;
    this.dice = Dice.of(seed, "street " + name);
    this.people = new StreetPeople(dice, settings.people(), historyEnd);
    this.index = new CardIndex(people);
    this.branches = new StreetBranches(Dice.of(seed, "street branches " + name), name);
    this.enquiries = new StreetEnquiries(Dice.of(seed, "street enquiries " + name));
    this.bearer = settings.bearer();
  }

  String name() {
    return name;
  }

  Dice dice() {
    return dice;
  }

  StreetPeople people() {
    return people;
  }

  CardIndex index() {
    return index;
  }

  StreetBranches branches() {
    return branches;
  }

  StreetEnquiries enquiries() {
    return enquiries;
  }

  boolean isLetIn() {
    return letIn;
  }

  void letIn(boolean now) {
    letIn = now;
  }

  boolean isCalledWith(String bearerGiven) {
    return letIn && bearer.reveal().equals(bearerGiven);
  }

  void replaceBearer(Passphrase next) {
    bearer = next;
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

  List<ObjectNode> applicants(int number) {
    var chosen = applicants.get(number);
    return chosen == null ? people.applicants(number) : chosen;
  }

  void setApplicants(int number, List<ObjectNode> chosen) {
    applicants.put(number, List.copyOf(chosen));
  }

  /// Whether somebody else of this network has one of these e-mail addresses.
  boolean isTaken(Set<String> emails, int exceptNumber) {
    for (var email : emails) {
      for (Card card : index.candidates(email)) {
        if (card.number() != exceptNumber
            && !card.archived()
            && StreetCards.emailsIn(card).contains(email)) {
          return true;
        }
      }
    }
    return false;
  }
}
