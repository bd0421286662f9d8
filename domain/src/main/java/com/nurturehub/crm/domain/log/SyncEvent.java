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
    CONNECT("Connecting", Direction.NONE, Entity.CONNECTION),
    AUTHENTICATION("Right to work in the CRM", Direction.NONE, Entity.CONNECTION),
    DISCONNECT("Disconnecting", Direction.NONE, Entity.CONNECTION),
    SETTINGS("Settings changed", Direction.NONE, Entity.CONNECTION),
    /// Work on a connection stopped, to go on by itself or when somebody has acted.
    INTERRUPTION("Interruption", Direction.NONE, Entity.CONNECTION),
    ALERT_SEEN("Alert seen", Direction.NONE, Entity.CONNECTION),
    SYNC_ASKED("Sync asked for", Direction.NONE, Entity.SYNC),
    PAGE("Contacts read", Direction.FROM_CRM, Entity.SYNC),
    SYNC("Sync ended", Direction.FROM_CRM, Entity.SYNC),
    APPROVAL("Large change allowed", Direction.NONE, Entity.SYNC),
    REJECTION("Large change stopped", Direction.NONE, Entity.SYNC),
    WEBHOOK("Message from the CRM", Direction.FROM_CRM, Entity.CONTACT),
    LINK("Same person found", Direction.FROM_CRM, Entity.CONTACT),
    CONFLICT("Edited on both sides", Direction.NONE, Entity.CONTACT),
    PUSH("Change sent", Direction.TO_CRM, Entity.CONTACT),
    RETRY("Tried again", Direction.NONE, Entity.CONTACT),
    CHANGE_BY_HAND("Done by hand", Direction.TO_CRM, Entity.CONTACT),
    RESTORE("Another version brought back", Direction.NONE, Entity.CONTACT),
    MERGE("Found to be one person", Direction.NONE, Entity.CONTACT),
    KEEP_APART("Found to be different people", Direction.NONE, Entity.CONTACT),
    ERASURE("Person erased", Direction.NONE, Entity.CONTACT);

    private final String title;
    private final Direction direction;
    private final Entity entity;

    Kind(String title, Direction direction, Entity entity) {
      this.title = title;
      this.direction = direction;
      this.entity = entity;
    }

    /// In the words of an estate agent.
    public String title() {
      return title;
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
