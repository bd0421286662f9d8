package com.nurturehub.crm.domain.sync;

/// What a run did with what it read. It must balance, or the run is not green.
public record Tally(
    long read, long created, long updated, long unchanged, long conflicted, long quarantined) {

  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  public Tally reading(long contacts) {
    return new Tally(read + contacts, created, updated, unchanged, conflicted, quarantined);
  }

  public Tally counting(Change change) {
    return counting(change, 1);
  }

  public Tally counting(Change change, long many) {
    return switch (change) {
      case CREATED -> new Tally(read, created + many, updated, unchanged, conflicted, quarantined);
      case UPDATED -> new Tally(read, created, updated + many, unchanged, conflicted, quarantined);
      case UNCHANGED ->
          new Tally(read, created, updated, unchanged + many, conflicted, quarantined);
      case CONFLICTED ->
          new Tally(read, created, updated, unchanged, conflicted + many, quarantined);
      case QUARANTINED ->
          new Tally(read, created, updated, unchanged, conflicted, quarantined + many);
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

  /// What came to it since it was `earlier`.
  public Tally since(Tally earlier) {
    return new Tally(
        read - earlier.read,
        created - earlier.created,
        updated - earlier.updated,
        unchanged - earlier.unchanged,
        conflicted - earlier.conflicted,
        quarantined - earlier.quarantined);
  }

  public boolean balances() {
    return read == created + updated + unchanged + conflicted + quarantined;
  }
}
