package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Instant;
import java.util.Optional;

/// Sign-ins that have begun, by CRM and person.
public final class InMemorySignIns implements SignIns {

  private final Rows<Begun> rows;

  public InMemorySignIns(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "sign_in", Begun.class);
  }

  @Override
  public void keep(Begun begun) {
    rows.put(key(begun), begun);
  }

  @Override
  public Optional<Begun> take(CrmProvider provider, Marks marks, Instant now) {
    var taken =
        rows.stream()
            .filter(begun -> begun.provider() == provider && begun.marks().equals(marks))
            .findFirst();
    taken.ifPresent(begun -> rows.remove(key(begun)));
    return taken.filter(begun -> begun.until().isAfter(now));
  }

  private static String key(Begun begun) {
    return begun.provider().key() + " " + begun.actor();
  }
}
