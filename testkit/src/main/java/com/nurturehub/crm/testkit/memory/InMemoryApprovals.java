package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/// What firewalls asked, and what people answered.
public final class InMemoryApprovals implements Approvals {

  private final Rows<Question> rows;

  /// The open question of each connection and kind.
  private final Rows<UUID> openOnes;

  public InMemoryApprovals(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "approval", Question.class);
    this.openOnes = Rows.ofAgency(database, "approval_open", UUID.class);
  }

  private static String key(ConnectionId connection, Kind kind) {
    return connection + " " + kind;
  }

  private static String key(Question question) {
    return key(question.connection(), question.kind());
  }

  @Override
  public Question ask(Question question) {
    var open = openOnes.lock(key(question)).flatMap(this::find);
    var stands =
        open.map(before ->
                new Question(
                    before.id(),
                    before.connection(),
                    before.kind(),
                    question.affected(),
                    question.all(),
                    before.askedAt(),
                    before.answer(),
                    before.usedUp()))
            .orElse(question);
    keep(stands);
    return stands;
  }

  @Override
  public Optional<Question> latest(ConnectionId connection, Kind kind) {
    var _ = openOnes.lock(key(connection, kind));
    return rows.stream()
        .filter(question -> question.connection().equals(connection) && question.kind() == kind)
        .max(Comparator.comparing(Question::askedAt).thenComparing(q -> q.id().toString()));
  }

  @Override
  public Optional<Question> find(UUID id) {
    return rows.find(id.toString());
  }

  @Override
  public void keep(Question question) {
    var open = openOnes.lock(key(question));
    if (question.answer() == Answer.NONE) {
      if (open.filter(id -> !id.equals(question.id())).isPresent()) {
        throw new IllegalStateException("another question is open");
      }
      openOnes.put(key(question), question.id());
    } else if (open.filter(question.id()::equals).isPresent()) {
      openOnes.remove(key(question));
    }
    rows.put(question.id().toString(), question);
  }

  @Override
  public Slice<Question> open(Slice.Request request) {
    var meant = rows.stream().filter(question -> question.answer() == Answer.NONE).toList();
    return Slices.cut(meant, q -> Slices.newestFirst(q.askedAt(), q.id()), request);
  }
}
