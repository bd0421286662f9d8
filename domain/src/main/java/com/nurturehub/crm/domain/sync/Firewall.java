package com.nurturehub.crm.domain.sync;

/// Stops a run that would do unusually much, and asks a person first. `share` is of all the records
/// a connection has, from 0 to 1; fewer than `atLeast` never trip it.
public record Firewall(double share, int atLeast) {

  public static final Firewall DELETIONS = new Firewall(0.05, 5);
  public static final Firewall WRITES = new Firewall(0.10, 50);

  public boolean trips(long affected, long all) {
    return affected >= atLeast && affected > share * all;
  }
}
