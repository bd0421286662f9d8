package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/// People who may be one and the same, by exactly who they are.
public final class InMemoryDuplicates implements Duplicates {

  private record Pair(Proposal proposal, boolean keptApart) {}

  private final Rows<Pair> rows;
  private final Ids ids;

  public InMemoryDuplicates(InMemoryDatabase database, Ids ids) {
    this.rows = rows(database);
    this.ids = ids;
  }

  private static Rows<Pair> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "duplicate", Pair.class);
  }

  static void forget(InMemoryDatabase database, Set<ContactId> people) {
    var rows = rows(database);
    rows.stream()
        .map(pair -> pair.proposal().contacts())
        .filter(contacts -> !Collections.disjoint(contacts, people))
        .forEach(contacts -> rows.remove(key(contacts)));
  }

  /// An answer that there is already stands; a question left with one person is answered.
  static void handOver(InMemoryDatabase database, Set<ContactId> people, ContactId heir) {
    var rows = rows(database);
    for (var pair : rows.all()) {
      var asked = pair.proposal();
      if (!Collections.disjoint(asked.contacts(), people)) {
        rows.remove(key(asked.contacts()));
        var now =
            asked.contacts().stream()
                .map(one -> people.contains(one) ? heir : one)
                .collect(Collectors.toUnmodifiableSet());
        var answered = rows.find(key(now)).map(Pair::keptApart).orElse(false);
        if (now.size() > 1) {
          var again = new Proposal(asked.id(), now, asked.reason(), asked.at());
          rows.put(key(now), new Pair(again, answered || pair.keptApart()));
        }
      }
    }
  }

  private static String key(Set<ContactId> contacts) {
    return contacts.stream().map(ContactId::toString).sorted().collect(Collectors.joining(" "));
  }

  @Override
  public void propose(Set<ContactId> contacts, String reason, Instant at) {
    if (rows.lock(key(contacts)).isEmpty()) {
      rows.put(key(contacts), new Pair(new Proposal(ids.next(), contacts, reason, at), false));
    }
  }

  @Override
  public Slice<Proposal> open(Slice.Request request) {
    var open = rows.stream().filter(pair -> !pair.keptApart()).map(Pair::proposal).toList();
    return Slices.cut(open, proposal -> proposal.id().toString(), request);
  }

  @Override
  public void keepApart(Set<ContactId> contacts, Instant at) {
    var proposal =
        rows.lock(key(contacts))
            .map(Pair::proposal)
            .orElseGet(() -> new Proposal(ids.next(), contacts, "", at));
    rows.put(key(contacts), new Pair(proposal, true));
  }
}
