package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Requests that were carried out, by their ids.
public final class InMemoryRequests implements Requests {

  private record Remembered(String id, Done done, Instant at) {}

  private final Rows<Remembered> rows;

  public InMemoryRequests(InMemoryDatabase database) {
    this.rows = rows(database);
  }

  private static Rows<Remembered> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "request", Remembered.class);
  }

  static void handOver(InMemoryDatabase database, Set<ContactId> people, ContactId heir) {
    var rows = rows(database);
    rows.stream()
        .filter(request -> people.contains(request.done().contact()))
        .forEach(request -> {
          var done = new Done(heir, request.done().digest());
          rows.put(request.id(), new Remembered(request.id(), done, request.at()));
        });
  }

  @Override
  public Map<String, Done> done(Collection<String> requestIds) {
    var done = new HashMap<String, Done>();
    for (var id : requestIds) {
      rows.find(id).ifPresent(remembered -> done.put(id, remembered.done()));
    }
    return done;
  }

  @Override
  public Set<String> remember(Map<String, Done> requests, Instant at) {
    rows.stream()
        .filter(remembered -> remembered.at().isBefore(at.minus(KEPT)))
        .forEach(outdated -> rows.remove(outdated.id()));
    var meanwhile = new HashSet<String>();
    new TreeMap<>(requests)
        .forEach((id, done) -> {
          if (rows.lock(id).isPresent()) {
            meanwhile.add(id);
          } else {
            rows.put(id, new Remembered(id, done, at));
          }
        });
    return meanwhile;
  }
}
