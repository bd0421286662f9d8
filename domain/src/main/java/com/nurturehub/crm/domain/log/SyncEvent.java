package com.nurturehub.crm.domain.log;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.Instant;
import java.util.Optional;

/// One step of the work with a CRM. `said` is a sentence for the agency and names nobody: who is
/// meant stands in the ids. `actor` is the person who asked for it, if one did.
public record SyncEvent(
    SyncEventId id,
    Instant at,
    Kind kind,
    Outcome outcome,
    Optional<ConnectionId> connection,
    Optional<CrmProvider> provider,
    Optional<ContactId> contact,
    Optional<ExternalId> externalId,
    String said,
    Optional<String> actor) {

  /// A CRM's own words may be long.
  public static final int SAID_MAX = 500;

  public SyncEvent {
    said = said.length() > SAID_MAX ? said.substring(0, SAID_MAX - 1) + "…" : said;
  }

  /// What kind of step it was.
  public enum Kind {
    CONNECTED(Direction.NONE),
    CONNECTION_REFUSED(Direction.NONE),
    DISCONNECTED(Direction.NONE),
    SETTINGS_CHANGED(Direction.NONE),
    SYNC_ASKED(Direction.NONE),
    SYNC_BEGAN(Direction.FROM_CRM),
    PAGE_READ(Direction.FROM_CRM),
    SYNC_ENDED(Direction.FROM_CRM),
    MESSAGES_RECEIVED(Direction.FROM_CRM),
    LINKED(Direction.FROM_CRM),
    CONFLICT_SETTLED(Direction.NONE),
    PUSHED(Direction.TO_CRM),
    PUSH_REFUSED(Direction.TO_CRM),
    WORK_FAILED(Direction.NONE),
    RETRIED(Direction.NONE),
    APPROVED(Direction.NONE),
    REJECTED(Direction.NONE),
    RESTORED(Direction.NONE),
    DONE_BY_HAND(Direction.NONE),
    MERGED(Direction.NONE),
    KEPT_APART(Direction.NONE),
    ERASED(Direction.NONE);

    private final Direction direction;

    Kind(Direction direction) {
      this.direction = direction;
    }

    public Direction direction() {
      return direction;
    }
  }

  /// Which way contacts went.
  public enum Direction {
    FROM_CRM,
    TO_CRM,
    NONE
  }

  /// How it went.
  public enum Outcome {
    DONE,
    /// It did not work and is tried again without anybody's help.
    TRIED_AGAIN,
    /// It did not work.
    FAILED
  }
}
