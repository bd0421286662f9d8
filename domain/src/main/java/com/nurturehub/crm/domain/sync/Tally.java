package com.nurturehub.crm.domain.sync;

/// What a run did with what it read. It must balance, or the run is not green.
public record Tally(
    long read, long created, long updated, long unchanged, long conflicted, long quarantined) {

  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  public Tally reading(long contacts) {
    return new Tally(read + contacts, created, updated, unchanged, conflicted, quarantined);
  }

  public Tally counting(Change change) {
    return switch (change) {
      case CREATED -> new Tally(read, created + 1, updated, unchanged, conflicted, quarantined);
      case UPDATED -> new Tally(read, created, updated + 1, unchanged, conflicted, quarantined);
      case UNCHANGED -> new Tally(read, created, updated, unchanged + 1, conflicted, quarantined);
      case CONFLICTED -> new Tally(read, created, updated, unchanged, conflicted + 1, quarantined);
      case QUARANTINED -> new Tally(read, created, updated, unchanged, conflicted, quarantined + 1);
    };
  }

  public Tally plus(Tally more) {
    return new Tally(
        read + more.read,
        created + more.created,
        updated + more.updated,
        unchanged + more.unchanged,
        conflicted + more.conflicted,
        quarantined + more.quarantined);
  }

  public boolean balances() {
    return read == created + updated + unchanged + conflicted + quarantined;
  }
}
