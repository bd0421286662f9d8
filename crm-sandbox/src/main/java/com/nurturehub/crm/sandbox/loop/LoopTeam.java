package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.CardIndex;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One team at Loop: whoever has its key sees its people and nobody else's.
final class LoopTeam {

  private final String name;
  private final Dice dice;
  private final LoopPeople people;
  private final CardIndex index;
  private final LoopProperties properties;
  private final Set<Integer> poisoned = ConcurrentHashMap.newKeySet();
  private volatile Passphrase pass;
  private volatile boolean letIn = true;

  LoopTeam(String name, LoopSettings.Team settings, long seed, Instant historyEnd) {
    this.name = name;
    this.dice = Dice.of(seed, "loop " + name);
    this.people = new LoopPeople(dice, settings.people(), historyEnd);
    this.index = new CardIndex(people);
    this.properties = new LoopProperties(Dice.of(seed, "loop listings " + name), email());
    this.pass = settings.pass();
  }

  String name() {
    return name;
  }

  String email() {
    return name.toLowerCase(Locale.ROOT) + "@agency.example";
  }

  Dice dice() {
    return dice;
  }

  LoopPeople people() {
    return people;
  }

  CardIndex index() {
    return index;
  }

  LoopProperties properties() {
    return properties;
  }

  boolean isLetIn() {
    return letIn;
  }

  void letIn(boolean now) {
    letIn = now;
  }

  boolean isCalledWith(String given) {
    return letIn && pass.reveal().equalsIgnoreCase(given);
  }

  void replacePass(Passphrase next) {
    pass = next;
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
}
