package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Questions asked before a connection does unusually much, or writes for the first time. One is
/// open per connection and kind.
@DrivenPort
public interface Approvals {

  /// Opens the question, or brings the figures of the open one up to date.
  Question ask(Question question);

  /// The latest question of this kind, open or answered. Nobody answers it before this transaction
  /// ends, so that no answer comes between looking for one and asking anew.
  Optional<Question> latest(ConnectionId connection, Kind kind);

  Optional<Question> find(UUID id);

  void keep(Question question);

  Slice<Question> open(Slice.Request request);

  enum Kind {
    DELETIONS,
    WRITES,
    /// Whether anything may be written to a CRM that was not written to before. Who rejected it may
    /// still approve it.
    PREVIEW
  }

  enum Answer {
    NONE,
    APPROVED,
    REJECTED
  }

  /// `affected` of `all` records would be marked or changed. An approval covers `affected` and no
  /// more, and is used up by the run it lets through.
  record Question(
      UUID id,
      ConnectionId connection,
      Kind kind,
      long affected,
      long all,
      Instant askedAt,
      Answer answer,
      boolean usedUp) {

    /// Whether this is still news to it.
    public boolean takes(Answer given) {
      return given != Answer.NONE && !usedUp && (answer == Answer.NONE || isLateApproval(given));
    }

    private boolean isLateApproval(Answer given) {
      return kind == Kind.PREVIEW && answer == Answer.REJECTED && given == Answer.APPROVED;
    }

    public boolean isGranted() {
      return answer == Answer.APPROVED && !usedUp;
    }

    public Question answered(Answer given) {
      return new Question(id, connection, kind, affected, all, askedAt, given, usedUp);
    }

    public Question used() {
      return new Question(id, connection, kind, affected, all, askedAt, answer, true);
    }
  }
}
