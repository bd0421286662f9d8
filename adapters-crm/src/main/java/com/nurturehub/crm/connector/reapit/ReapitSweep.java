package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the ways through a customer's contacts that together find them all: each goes through the
/// live contacts or the archive, in one order.
enum ReapitSweep {
  LIVE_BY_CREATION(false, "created"),
  LIVE_WITHOUT_CREATION(false, "-created"),
  ARCHIVE_BY_CREATION(true, "created"),
  ARCHIVE_WITHOUT_CREATION(true, "-created"),

  LIVE_BY_CHANGE(false, "modified"),
  ARCHIVE_BY_CHANGE(true, "modified"),
  // A contact that was never changed may have no time of its last change.
  LIVE_NEVER_CHANGED(false, "created"),
  ARCHIVE_NEVER_CHANGED(true, "created");

  /// Creation never changes, so nothing can slip by while others are edited.
  static final List<ReapitSweep> EVERYTHING =
      List.of(
          LIVE_BY_CREATION, LIVE_WITHOUT_CREATION, ARCHIVE_BY_CREATION, ARCHIVE_WITHOUT_CREATION);

  static final List<ReapitSweep> CHANGES =
      List.of(LIVE_BY_CHANGE, ARCHIVE_BY_CHANGE, LIVE_NEVER_CHANGED, ARCHIVE_NEVER_CHANGED);

  private final boolean archive;
  private final String sortBy;

  ReapitSweep(boolean archive, String sortBy) {
    this.archive = archive;
    this.sortBy = sortBy;
  }

  boolean isArchive() {
    return archive;
  }

  /// Whether it goes forward from a time, so that it can go on from the last one it came to.
  boolean hasOrder() {
    return !sortBy.startsWith("-");
  }

  /// Whether its declared total counts contacts that are delivered.
  boolean counts() {
    return switch (this) {
      case LIVE_BY_CREATION, ARCHIVE_BY_CREATION, LIVE_BY_CHANGE, ARCHIVE_BY_CHANGE -> true;
      case LIVE_WITHOUT_CREATION,
          ARCHIVE_WITHOUT_CREATION,
          LIVE_NEVER_CHANGED,
          ARCHIVE_NEVER_CHANGED ->
          false;
    };
  }

  /// Whether a row is this sweep's to deliver.
  boolean delivers(Row row) {
    return switch (this) {
      case LIVE_BY_CREATION, ARCHIVE_BY_CREATION, LIVE_BY_CHANGE, ARCHIVE_BY_CHANGE -> true;
      case LIVE_WITHOUT_CREATION, ARCHIVE_WITHOUT_CREATION ->
          row.created() == null && !row.isUndelivered();
      case LIVE_NEVER_CHANGED, ARCHIVE_NEVER_CHANGED ->
          row.modified() == null && !row.isUndelivered();
    };
  }

  @Nullable Instant stamp(Row row) {
    return switch (this) {
      case LIVE_BY_CHANGE, ARCHIVE_BY_CHANGE -> row.modified();
      case LIVE_BY_CREATION,
          ARCHIVE_BY_CREATION,
          LIVE_WITHOUT_CREATION,
          ARCHIVE_WITHOUT_CREATION,
          LIVE_NEVER_CHANGED,
          ARCHIVE_NEVER_CHANGED ->
          row.created();
    };
  }

  /// Stamps in the far future exist in imported records; nothing changes after the pass began.
  private boolean endsWithThePass() {
    return this == LIVE_BY_CHANGE || this == ARCHIVE_BY_CHANGE;
  }

  /// `page`, asked for where a pass stands. Changes are read `since` a time.
  ReapitQuery query(ReapitQuery page, ReapitPosition at, Optional<Instant> since) {
    var query = page.with("sortBy", sortBy);
    if (archive) {
      query = query.with("fromArchive", true);
    }
    if (!hasOrder()) {
      return query;
    }
    var from = at.from().or(() -> since);
    var until = at.until().or(() -> endsWithThePass() ? at.passBegan() : Optional.empty());
    query = from.isPresent() ? query.with(sortBy + "From", from.get()) : query;
    return until.isPresent() ? query.with(sortBy + "To", until.get()) : query;
  }
}
