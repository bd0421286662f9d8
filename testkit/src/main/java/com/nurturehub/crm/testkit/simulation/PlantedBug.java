package com.nurturehub.crm.testkit.simulation;

/// Mistakes one could make, planted at the ports, to see that the simulation finds them. Each is
/// pinned to a seed that does; a hunt finds it anew when the use cases have changed. The first
/// eight are the rules of comparison that a model of them can leave out.
enum PlantedBug {
  /// A score makes the hub's version the newest.
  SIGNALS_COUNT_AS_EDITS(1),
  /// What is read back after a write is stored unseen.
  READ_BACK_STORED_UNSEEN(0),
  /// One base for both sides, as if every CRM spelled as we do.
  SINGLE_BASE(0),
  /// What a CRM cannot take stays a difference for ever.
  UNWRITABLE_STAYS_DISPUTED(187),
  /// An undated grant counts as late as it can have been made.
  GRANT_COUNTS_LATE(30),
  /// All of a CRM's record is taken when one field changed.
  WHOLE_RECORD_TAKEN(10),
  /// Said again between two looks is not seen.
  SAID_AGAIN_UNSEEN(1),
  /// A standing denial is not renewed by later changes of its record.
  DENIAL_NOT_RENEWED(11),

  /// Who lost the lane commits all the same.
  NO_FENCING(0),
  /// What changed at the very moment of the last look is passed over.
  STRICT_CURSOR(0),
  /// The next look begins where our clock stood, not the CRM's.
  WATERMARK_BY_OUR_CLOCK(16),
  /// A page that failed is left out.
  PAGE_SKIPPED_ON_ERROR(10),
  /// A create whose answer was lost is sent again without looking.
  CREATE_RETRIED_BLINDLY(1),
  /// A create is sent before it is noted.
  CREATE_NOT_NOTED_BEFORE(0),
  /// An update is sent whatever the record has become.
  GUARD_IGNORED(0),
  /// An update that failed counts as delivered.
  FAILURE_TAKEN_FOR_SUCCESS(6),
  /// Who was erased may come back.
  TOMBSTONE_IGNORED(0),
  /// A conflict is noted without the version that lost.
  LOSER_NOT_KEPT(0),
  /// A grant stands although the CRM says no.
  OPT_OUT_OVERWRITTEN(0),
  /// What we wrote ourselves looks like somebody's edit.
  ECHO_NOT_RECOGNISED(0),
  /// One agency reads another's account.
  WRONG_ACCOUNT(0),
  /// A CRM that asked for a pause gets none.
  RETRY_AFTER_IGNORED(10),
  /// Pages are asked for long before their turn, and show what has been told otherwise since.
  READ_TOO_FAR_AHEAD(840);

  private final long seed;

  PlantedBug(long seed) {
    this.seed = seed;
  }

  /// A seed that finds the bug.
  long seed() {
    return seed;
  }
}
