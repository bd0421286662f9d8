package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.loop.LoopPayloads.Row;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns rows into a page of ours. What cannot be taken is set apart with what Loop sent; it never
/// stops the others.
record LoopTaking(LoopMapping mapping) {

  ContactPage page(Collection<Row> rows, SyncCursor next, OptionalLong total, Moment served) {
    var contacts = new ArrayList<CrmContact>(rows.size());
    var unreadable = new ArrayList<Quarantined>();
    for (var row : rows) {
      switch (take(row, served)) {
        case Taken.Whole(var contact) -> contacts.add(contact);
        case Taken.Apart(var quarantined) -> unreadable.add(quarantined);
      }
    }
    return new ContactPage(contacts, unreadable, next, total, served.at(), served.ahead());
  }

  /// What became of a row.
  sealed interface Taken {

    record Whole(CrmContact contact) implements Taken {}

    record Apart(Quarantined quarantined) implements Taken {}
  }

  Taken take(Row row, Moment served) {
    var person = row.person();
    if (person == null) {
      return apart(row, row.flaw());
    }
    try {
      return new Taken.Whole(mapping.ours(person, served.at()));
    } catch (IllegalArgumentException flawed) {
      return apart(row, Optional.ofNullable(flawed.getMessage()).orElse("it cannot be taken"));
    }
  }

  private static Taken apart(Row row, String why) {
    return new Taken.Apart(new Quarantined(row.id(), why, row.raw().text()));
  }
}
