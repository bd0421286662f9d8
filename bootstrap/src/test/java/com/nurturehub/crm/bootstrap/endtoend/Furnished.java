package com.nurturehub.crm.bootstrap.endtoend;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.testkit.Agencies;
import com.nurturehub.crm.testkit.Person;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// An agency that has something of everything an operation can name. Its own name is in all of it,
/// so that whoever is shown a piece is seen to have been. Its lane sleeps until somebody wakes it.
record Furnished(TheService service, Connection connection, ContactId contact) {

  private static final Duration SLEEP = Duration.ofDays(30);

  static Furnished in(TheService service, String agency) {
    var connection =
        Agencies.connected(new AgencyId(agency), CrmProvider.REAPIT, "account-of-" + agency)
            .with(ConnectionSettings.DEFAULT.previewing(true));
    var furnished = new Furnished(service, connection, new ContactId(UUID.randomUUID()));
    service
        .part(World.class)
        .transactions()
        .run(connection.agency(), () -> furnished.fill(service.part(Stores.class)));
    return furnished;
  }

  String name() {
    return connection.agency().value();
  }

  Office office() {
    return service.office(name());
  }

  private void fill(Stores stores) {
    var now = service.part(World.class).clock().instant().truncatedTo(ChronoUnit.SECONDS);
    stores.connections().keep(connection);
    stores.connections().claim(connection.provider(), connection.account());
    stores.vault().keep(connection.provider(), Map.of("customer", Secret.of(name())));
    service.part(LaneLedger.class).open(connection.id(), connection.agency(), now.plus(SLEEP));
    contacts(stores, now);
    sync(stores, now);
    work(stores, now);
    decisions(stores, now);
  }

  private void contacts(Stores stores, Instant now) {
    var ours = ada().surnamed(name()).at("ada@" + name() + ".example");
    var other = grace().surnamed(name()).at("grace@" + name() + ".example");
    stores
        .contacts()
        .add(
            List.of(
                known(contact, ours, now), known(new ContactId(UUID.randomUUID()), other, now)));
    stores
        .links()
        .keep(
            List.of(
                new ContactLink(
                    contact,
                    connection.id(),
                    new ExternalId(name() + "-1"),
                    new Base(ours.details(), ours.details()),
                    new ConsentBase(Map.of(), now, Instant.EPOCH),
                    Fingerprint.NONE,
                    1,
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Presence.LIVE,
                    Told.NOTHING)));
    stores
        .previews()
        .matched(
            connection.id(),
            Map.of(
                new ExternalId(name() + "-1"),
                new Match(Match.Ground.EMAIL, Set.of(ContactField.TITLE))));
  }

  private static Contact known(ContactId id, Person person, Instant now) {
    return Contact.fresh(id, person.details(), Consents.UNASKED, ImportSource.MANUAL, now);
  }

  private void sync(Stores stores, Instant now) {
    var run =
        Running.begin(
            new SyncRunId(UUID.randomUUID()), connection.id(), Pass.FULL, SyncCursor.START, now);
    stores.runs().keep(run);
    stores
        .quarantine()
        .put(
            connection.id(),
            run.id(),
            List.of(new Quarantined(Optional.of(name() + "-2"), "no name: " + name(), "{}")),
            now);
    stores.runs().keep(run.fail(FailureCause.UNAVAILABLE, name() + " is down", now));
  }

  private void work(Stores stores, Instant now) {
    var content = new PushContent(Set.of(ContactField.TITLE), Set.of(), Set.of(), Set.of());
    stores
        .outbox()
        .queue(
            List.of(
                Due.queued(
                    new PushId(UUID.randomUUID()),
                    contact,
                    connection.id(),
                    content,
                    false,
                    now,
                    now.plus(SLEEP))));
    stores
        .handChanges()
        .ask(
            List.of(
                ChangeByHand.of(
                    contact, connection.id(), ContactField.EMAILS, name() + "@b.org", now)));
    stores
        .alerts()
        .raise(
            Alert.Open.raised(
                new AlertId(UUID.randomUUID()),
                connection.id(),
                FailureCause.UNAVAILABLE,
                name() + " is down",
                now));
    stores
        .approvals()
        .ask(
            new Approvals.Question(
                UUID.randomUUID(),
                connection.id(),
                Approvals.Kind.WRITES,
                60,
                100,
                now,
                Approvals.Answer.NONE,
                false));
  }

  private void decisions(Stores stores, Instant now) {
    stores
        .audit()
        .append(
            List.of(
                new AuditEntry(
                    new AuditEntryId(UUID.randomUUID()),
                    now,
                    AuditEntry.Kind.CONFLICT,
                    Optional.of(contact),
                    Optional.of(connection.id()),
                    Optional.of(connection.provider()),
                    Optional.of(
                        new Outcome(
                            Side.CRM,
                            now,
                            now,
                            Duration.ZERO,
                            Set.of(ContactField.SURNAME),
                            Set.of(ContactField.SURNAME),
                            "last write wins")),
                    Optional.of(
                        new Versions(
                            ada().surnamed("Earlier").details(), ada().surnamed(name()).details())),
                    "both were edited at " + name(),
                    "sync")));
  }

  /// A digest of everything that lies in the database for this agency, table by table. Whatever
  /// anybody changes of it changes this.
  List<String> rows() {
    var digests = new ArrayList<String>();
    try (var link = service.database().superuser().getConnection();
        var statement = link.createStatement()) {
      var tables = new ArrayList<String>();
      try (var named =
          statement.executeQuery(
              """
              select c.relname from pg_class c
              join pg_attribute a
                on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
              where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1
              """)) {
        while (named.next()) {
          tables.add(named.getString(1));
        }
      }
      for (var table : tables) {
        try (var digest =
            statement.executeQuery(
                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t where agency_id = '%s'"
                    .formatted(table, name()))) {
          digest.next();
          digests.add(table + " " + digest.getString(1));
        }
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
