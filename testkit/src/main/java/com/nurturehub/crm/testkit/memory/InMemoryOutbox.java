package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Pushes, and which of them is open for each contact and connection.
public final class InMemoryOutbox implements Outbox {

  private static final Comparator<Due> OPT_OUTS_FIRST_THEN_LONGEST_WAITING =
      Comparator.comparing(Due::urgent)
          .reversed()
          .thenComparing(Due::queuedAt)
          .thenComparing(due -> due.id().toString());

  /// What is due or set aside; what is over lies apart, because it is seldom looked at.
  private final Rows<PushIntent> rows;

  private final Rows<PushIntent> over;
  private final Rows<PushId> openOnes;

  public InMemoryOutbox(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "push", PushIntent.class);
    this.over = Rows.ofAgency(database, "push_over", PushIntent.class);
    this.openOnes = Rows.ofAgency(database, "push_open", PushId.class);
  }

  /// Who waits for a push that changes the record, or has one set aside.
  static Stream<ContactId> waiting(InMemoryDatabase database, ConnectionId connection) {
    return new InMemoryOutbox(database)
        .rows.stream()
            .filter(push -> push.connection().equals(connection))
            .filter(push -> push instanceof SetAside || push.content().changesTheRecord())
            .map(PushIntent::contact);
  }

  static Stream<Due> open(InMemoryDatabase database, ConnectionId connection) {
    return new InMemoryOutbox(database)
        .rows.stream()
            .filter(push -> push.connection().equals(connection))
            .filter(Due.class::isInstance)
            .map(Due.class::cast);
  }

  static void forget(InMemoryDatabase database, Set<ContactId> people) {
    var outbox = new InMemoryOutbox(database);
    for (var push : outbox.all().toList()) {
      if (people.contains(push.contact())) {
        outbox.rows.remove(push.id().toString());
        outbox.over.remove(push.id().toString());
        outbox.openOnes.remove(key(push.connection(), push.contact()));
      }
    }
  }

  static void handOver(InMemoryDatabase database, Set<ContactId> people, ContactId heir) {
    var outbox = new InMemoryOutbox(database);
    for (var push : outbox.all().filter(one -> people.contains(one.contact())).toList()) {
      switch (push) {
        case Due due -> {
          outbox.rows.remove(due.id().toString());
          outbox.openOnes.remove(key(due));
        }
        case SetAside p ->
            outbox.put(
                new SetAside(
                    p.id(),
                    heir,
                    p.connection(),
                    p.content(),
                    p.urgent(),
                    p.queuedAt(),
                    p.at(),
                    p.attempts(),
                    p.uncertain(),
                    p.cause(),
                    p.reason()));
        case PushIntent.Delivered p ->
            outbox.put(
                new PushIntent.Delivered(
                    p.id(), heir, p.connection(), p.content(), p.queuedAt(), p.at(), p.note()));
        case PushIntent.Superseded p ->
            outbox.put(
                new PushIntent.Superseded(
                    p.id(), heir, p.connection(), p.content(), p.queuedAt(), p.at(), p.by()));
      }
    }
  }

  private static String key(ConnectionId connection, ContactId contact) {
    return connection + " " + contact;
  }

  private static String key(PushIntent push) {
    return key(push.connection(), push.contact());
  }

  /// What ends between the two looks is over.
  private Stream<PushIntent> all() {
    var all = new LinkedHashMap<PushId, PushIntent>();
    rows.stream().forEach(push -> all.put(push.id(), push));
    over.stream().forEach(push -> all.put(push.id(), push));
    return all.values().stream();
  }

  private void put(PushIntent push) {
    switch (push) {
      case Due _, SetAside _ -> rows.put(push.id().toString(), push);
      case PushIntent.Delivered _, PushIntent.Superseded _ -> {
        rows.remove(push.id().toString());
        over.put(push.id().toString(), push);
      }
    }
  }

  @Override
  public List<Due> queue(Collection<Due> pushes) {
    var open = new ArrayList<Due>();
    for (var push : pushes) {
      var id = openOnes.lock(key(push));
      var stands = id.flatMap(this::due).map(before -> before.joinedBy(push)).orElse(push);
      if (id.isEmpty()) {
        rows.add(push.id().toString(), push);
        openOnes.put(key(push), push.id());
      } else {
        rows.put(stands.id().toString(), stands);
      }
      open.add(stands);
    }
    return open;
  }

  private Optional<Due> due(PushId id) {
    return rows.find(id.toString())
        .flatMap(push -> push instanceof Due due ? Optional.of(due) : Optional.empty());
  }

  @Override
  public Map<ContactId, Due> open(ConnectionId connection, Collection<ContactId> contacts) {
    var open = new LinkedHashMap<ContactId, Due>();
    for (var contact : contacts) {
      openOnes
          .find(key(connection, contact))
          .flatMap(this::due)
          .ifPresent(due -> open.put(contact, due));
    }
    return open;
  }

  @Override
  public Set<ContactId> settle(Collection<Settlement> settlements) {
    var joined = new LinkedHashSet<ContactId>();
    for (var settlement : settlements) {
      var read = settlement.read();
      var stands = openOnes.lock(key(read)).filter(read.id()::equals).flatMap(this::due);
      if (stands.filter(due -> due.revision() == read.revision()).isEmpty()) {
        joined.add(read.contact());
      } else {
        put(settlement.becomes());
        if (!(settlement.becomes() instanceof Due)) {
          openOnes.remove(key(read));
        }
      }
    }
    settlements.stream()
        .flatMap(settlement -> endedAt(settlement.becomes()).stream())
        .max(Comparator.naturalOrder())
        .ifPresent(this::forgetOutdated);
    return joined;
  }

  private void forgetOutdated(Instant now) {
    over.stream()
        .filter(push -> endedAt(push).orElseThrow().isBefore(now.minus(KEPT)))
        .forEach(push -> over.remove(push.id().toString()));
  }

  private static Optional<Instant> endedAt(PushIntent push) {
    return switch (push) {
      case Due _ -> Optional.empty();
      case PushIntent.Delivered delivered -> Optional.of(delivered.at());
      case PushIntent.SetAside aside -> Optional.of(aside.at());
      case PushIntent.Superseded superseded -> Optional.of(superseded.at());
    };
  }

  @Override
  public List<Due> due(ConnectionId connection, Instant now, int most, Which which) {
    return openAt(connection, which)
        .filter(due -> !due.notBefore().isAfter(now))
        .sorted(OPT_OUTS_FIRST_THEN_LONGEST_WAITING)
        .limit(most)
        .toList();
  }

  @Override
  public Optional<Instant> nextDue(ConnectionId connection, Which which) {
    return openAt(connection, which).map(Due::notBefore).min(Comparator.naturalOrder());
  }

  private Stream<Due> openAt(ConnectionId connection, Which which) {
    return openAt(connection)
        .filter(due ->
            switch (which) {
              case ALL -> true;
              case WITHOUT_WRITES -> due.urgent() || !due.content().changesSharedFields();
            });
  }

  private Stream<Due> openAt(ConnectionId connection) {
    return rows.stream()
        .filter(push -> push.connection().equals(connection))
        .flatMap(push -> push instanceof Due due ? Stream.of(due) : Stream.empty());
  }

  @Override
  public Optional<PushIntent> find(PushId id) {
    return rows.find(id.toString()).or(() -> over.find(id.toString()));
  }

  @Override
  public void reopen(Collection<Due> retried) {
    retried.forEach(this::reopen);
  }

  private void reopen(Due retried) {
    var id = openOnes.lock(key(retried)).filter(open -> !open.equals(retried.id()));
    if (id.isEmpty()) {
      over.remove(retried.id().toString());
      rows.put(retried.id().toString(), retried);
      openOnes.put(key(retried), retried.id());
      return;
    }
    var absorbing = id.flatMap(this::due).orElseThrow().joinedBy(retried);
    rows.put(absorbing.id().toString(), absorbing);
    put(retried.superseded("push " + absorbing.id(), retried.notBefore()));
  }

  @Override
  public List<SetAside> setAside(ConnectionId connection, Collection<ContactId> contacts) {
    return setAside(connection).filter(push -> contacts.contains(push.contact())).toList();
  }

  @Override
  public List<SetAside> setAside(ConnectionId connection, FailureCause cause, int most) {
    return setAside(connection)
        .filter(push -> push.cause() == cause)
        .sorted(Comparator.comparing(SetAside::urgent).reversed())
        .limit(most)
        .toList();
  }

  private Stream<SetAside> setAside(ConnectionId connection) {
    return rows.stream()
        .filter(push -> push.connection().equals(connection))
        .flatMap(push -> push instanceof SetAside aside ? Stream.of(aside) : Stream.empty());
  }

  @Override
  public void takeBack(Collection<SetAside> pushes, Instant now) {
    pushes.forEach(push -> put(push.superseded("a newer change", now)));
  }

  @Override
  public Slice<PushIntent> list(
      Optional<State> state, Optional<ContactId> contact, Slice.Request request) {
    var meant =
        all()
            .filter(push -> state.map(state(push)::equals).orElse(true))
            .filter(push -> contact.map(push.contact()::equals).orElse(true))
            .toList();
    return Slices.cut(meant, push -> Slices.newestFirst(push.queuedAt(), push.id()), request);
  }

  @Override
  public long count(ConnectionId connection, State state) {
    return all()
        .filter(push -> push.connection().equals(connection) && state(push) == state)
        .count();
  }

  private static State state(PushIntent push) {
    return switch (push) {
      case Due _ -> State.DUE;
      case PushIntent.Delivered _ -> State.DELIVERED;
      case PushIntent.SetAside _ -> State.SET_ASIDE;
      case PushIntent.Superseded _ -> State.SUPERSEDED;
    };
  }

  @Override
  public long openWrites(ConnectionId connection) {
    return openAt(connection).filter(due -> due.content().changesSharedFields()).count();
  }

  @Override
  public long writes(ConnectionId connection, Instant after) {
    return all()
        .filter(push -> push.connection().equals(connection))
        .filter(push -> push.content().changesSharedFields())
        .filter(push -> push instanceof Due || isDeliveredAfter(push, after))
        .map(PushIntent::contact)
        .distinct()
        .count();
  }

  private static boolean isDeliveredAfter(PushIntent push, Instant after) {
    return push instanceof PushIntent.Delivered delivered && delivered.at().isAfter(after);
  }
}
