package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.contact.Requests;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Requests that were carried out, by their ids.
public final class InMemoryRequests implements Requests {

  private record Remembered(String id, Done done) {}

  private final Rows<Remembered> rows;

  public InMemoryRequests(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "request", Remembered.class);
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
  public void remember(Map<String, Done> requests, Instant at) {
    requests.forEach((id, done) -> rows.add(id, new Remembered(id, done)));
  }
}
