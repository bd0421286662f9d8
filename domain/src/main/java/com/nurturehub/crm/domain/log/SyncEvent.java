package com.nurturehub.crm.domain.log;

import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.Instant;
import java.util.Optional;

/// One step of the work with a CRM, as the agency may read it. `actor` is the person who pressed
/// the button; without one it is NurtureHub's own doing.
public record SyncEvent(
    SyncEventId id, Instant at, Kind kind, Subject subject, Result result, Optional<String> actor) {

  public SyncEvent by(String person) {
    return new SyncEvent(id, at, kind, subject, result, Optional.of(person));
  }

  /// What kind of step it was, which way it went and what it was about.
  public enum Kind {
    CONNECT(Direction.NONE, Entity.CONNECTION),
    AUTHENTICATION(Direction.NONE, Entity.CONNECTION),
    DISCONNECT(Direction.NONE, Entity.CONNECTION),
    SETTINGS(Direction.NONE, Entity.CONNECTION),
    /// Work on a connection stopped, to go on by itself or when somebody has acted.
    INTERRUPTION(Direction.NONE, Entity.CONNECTION),
    ALERT_SEEN(Direction.NONE, Entity.CONNECTION),
    SYNC_ASKED(Direction.NONE, Entity.SYNC),
    PAGE(Direction.FROM_CRM, Entity.SYNC),
    SYNC(Direction.FROM_CRM, Entity.SYNC),
    APPROVAL(Direction.NONE, Entity.SYNC),
    REJECTION(Direction.NONE, Entity.SYNC),
    WEBHOOK(Direction.FROM_CRM, Entity.CONTACT),
    LINK(Direction.FROM_CRM, Entity.CONTACT),
    CONFLICT(Direction.NONE, Entity.CONTACT),
    PUSH(Direction.TO_CRM, Entity.CONTACT),
    RETRY(Direction.NONE, Entity.CONTACT),
    CHANGE_BY_HAND(Direction.TO_CRM, Entity.CONTACT),
    RESTORE(Direction.NONE, Entity.CONTACT),
    MERGE(Direction.NONE, Entity.CONTACT),
    KEEP_APART(Direction.NONE, Entity.CONTACT),
    ERASURE(Direction.NONE, Entity.CONTACT);

    private final Direction direction;
    private final Entity entity;

    Kind(Direction direction, Entity entity) {
      this.direction = direction;
      this.entity = entity;
    }

    public Direction direction() {
      return direction;
    }

    public Entity entity() {
      return entity;
    }
  }

  public enum Direction {
    FROM_CRM,
    TO_CRM,
    /// Nothing was carried: somebody asked or decided, or something stopped.
    NONE
  }

  public enum Entity {
    CONNECTION,
    SYNC,
    CONTACT
  }

  /// What it was about, as far as that is known. A contact's id in the CRM need not be given where
  /// ours is, nor ours where theirs is: the log knows who is linked with whom.
  public record Subject(
      Optional<ConnectionId> connection,
      Optional<CrmProvider> provider,
      Optional<ContactId> contact,
      Optional<ExternalId> externalId) {

    public static Subject of(CrmProvider provider) {
      return new Subject(
          Optional.empty(), Optional.of(provider), Optional.empty(), Optional.empty());
    }

    public static Subject of(Connection connection) {
      return new Subject(
          Optional.of(connection.id()),
          Optional.of(connection.provider()),
          Optional.empty(),
          Optional.empty());
    }

    public Subject with(ContactId person) {
      return new Subject(connection, provider, Optional.of(person), externalId);
    }

    public Subject with(ExternalId theirs) {
      return new Subject(connection, provider, contact, Optional.of(theirs));
    }
  }

  /// How it went. `said` is a sentence for the agency that names nobody and holds no payload and no
  /// secret; `error` is there where a CRM or the way to it failed.
  public record Result(Outcome outcome, String said, Optional<FailureCause> error) {

    /// A CRM's own words may be long.
    public static final int SAID_MAX = 500;

    public Result {
      said = fit(said);
    }

    public static Result done(String said) {
      return new Result(Outcome.DONE, said, Optional.empty());
    }

    public static Result triedAgain(FailureCause cause, String said) {
      return new Result(Outcome.TRIED_AGAIN, said, Optional.of(cause));
    }

    public static Result failed(FailureCause cause, String said) {
      return new Result(Outcome.FAILED, said, Optional.of(cause));
    }

    /// For a reason that is no failure of a CRM.
    public static Result refused(String said) {
      return new Result(Outcome.FAILED, said, Optional.empty());
    }

    /// What no database takes as text is left out, and nobody's character is cut in two.
    private static String fit(String said) {
      var text = said.replace("\0", "");
      if (text.length() <= SAID_MAX) {
        return text;
      }
      var end = SAID_MAX - 1;
      return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
          + "…";
    }
  }

  public enum Outcome {
    DONE,
    /// It did not work and is tried again without anybody's help.
    TRIED_AGAIN,
    /// It did not work, and somebody has to act before it can.
    FAILED
  }
}
