package com.nurturehub.crm.testkit.contract;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.testkit.Agencies;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// An agency nobody has heard of before, with Reapit and Street connected, and what is kept of it.
public final class Office {

  private final Storage storage;
  private final AgencyId agency;
  private final Connection reapit;
  private final Connection street;

  private Office(Storage storage, AgencyId agency) {
    this.storage = storage;
    this.agency = agency;
    this.reapit = Agencies.connected(agency, CrmProvider.REAPIT);
    this.street = Agencies.connected(agency, CrmProvider.STREET);
  }

  public static Office in(Storage storage) {
    var office = new Office(storage, new AgencyId("office-" + UUID.randomUUID()));
    office.run(() -> {
      office.stores().connections().keep(office.reapit);
      office.stores().connections().keep(office.street);
    });
    return office;
  }

  /// Another agency in the same storage.
  public Office neighbour() {
    return in(storage);
  }

  public AgencyId agency() {
    return agency;
  }

  public Connection connection() {
    return reapit;
  }

  public ConnectionId reapit() {
    return reapit.id();
  }

  public ConnectionId street() {
    return street.id();
  }

  public Stores stores() {
    return storage.stores();
  }

  public Transactions transactions() {
    return storage.transactions();
  }

  public void run(Runnable work) {
    storage.transactions().run(agency, work);
  }

  public <T> T get(Supplier<T> work) {
    return storage.transactions().in(agency, work);
  }

  /// Somebody both sides know and agreed on at seven o'clock.
  public static ContactLink link(Person person, ConnectionId connection) {
    var theirs = person.inCrm(Times.SEVEN);
    return new ContactLink(
        person.id(),
        connection,
        person.externalId(),
        new Base(person.details(), person.details()),
        new ConsentBase(Map.of(), Times.EIGHT, Instant.EPOCH),
        Fingerprint.of(theirs),
        1,
        Times.SEVEN,
        Optional.of("\"a tag\""),
        Optional.empty(),
        Presence.LIVE,
        Told.NOTHING);
  }
}
