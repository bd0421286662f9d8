package com.nurturehub.crm.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The faults set for one CRM at the moment.
public final class Faults {

  /// A fault that is set, and how often it has struck.
  public record Active(int id, Fault fault, int struck) {}

  private final SplittableRandom chance;
  private final Map<Integer, Active> active = new LinkedHashMap<>();
  private int nextId = 1;

  public Faults(long seed) {
    chance = new SplittableRandom(seed);
  }

  public synchronized int set(Fault fault) {
    active.put(nextId, new Active(nextId, fault, 0));
    return nextId++;
  }

  /// Returns whether there was such a fault.
  public synchronized boolean lift(int id) {
    return active.remove(id) != null;
  }

  public synchronized void liftAll() {
    active.clear();
  }

  public synchronized List<Active> all() {
    return List.copyOf(active.values());
  }

  /// The harms that strike this call. A fault that has struck often enough stays listed and rests.
  public synchronized List<Harm> strike(String operation, String customer) {
    if (active.isEmpty()) {
      return List.of();
    }
    List<Harm> harms = new ArrayList<>();
    for (var entry : active.entrySet()) {
      var set = entry.getValue();
      var fault = set.fault();
      if (fault.concerns(operation, customer)
          && set.struck() < fault.times()
          && (fault.rate() >= 1 || chance.nextDouble() < fault.rate())) {
        entry.setValue(new Active(set.id(), fault, set.struck() + 1));
        harms.add(fault.harm());
      }
    }
    return harms;
  }

  /// One of the statuses, drawn from the seed.
  public synchronized int draw(List<Integer> statuses) {
    return statuses.get(chance.nextInt(statuses.size()));
  }
}
