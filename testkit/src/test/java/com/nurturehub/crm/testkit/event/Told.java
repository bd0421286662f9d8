package com.nurturehub.crm.testkit.event;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.ReceiveWebhook;
import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.testkit.Times;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// An agency whose CRM tells us of its changes: the real use cases, all stores in memory, and a
/// clock that hardly moves by itself.
final class Told implements InstantSource {

  static final AgencyId ACME = new AgencyId("acme");

  private final AtomicInteger events = new AtomicInteger();
  private Instant now = Times.NINE;
  final InMemoryStorage storage = InMemoryStorage.quiet(this);
  final TellingCrm crm = new TellingCrm(this);
  private final World world =
      new World(storage.transactions(), storage.ids(), this, new SplittableRandom(1));
  final ReceiveWebhook receive =
      ReceiveWebhook.using(
          storage.stores(),
          world,
          delivery -> ((Proved) delivery).verdict(),
          storage.lanes(),
          storage.ledger());
  private ConnectionId connection = connect();

  /// No two moments are the same.
  @Override
  public synchronized Instant instant() {
    now = now.plusMillis(1);
    return now;
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  ConnectionId connect() {
    connection = ((ConnectCrm.Outcome.Connected) tryToConnect()).connection().id();
    return connection;
  }

  ConnectCrm.Outcome tryToConnect() {
    return ConnectCrm.using(storage.stores(), world, crm, storage.lanes())
        .connect(ACME, new ConnectCrm.Request(CrmProvider.REAPIT, Map.of(), "ann"));
  }

  void disconnect() {
    DisconnectCrm.using(storage.stores(), world, crm, storage.lanes())
        .disconnect(ACME, CrmProvider.REAPIT, "ann");
  }

  /// Works the lane as often as it wants at once, on a node that has just started.
  void work() {
    WorkLane lane =
        LaneWork.using(
            storage.stores(),
            world,
            crm,
            storage.lanes(),
            storage.ledger(),
            own ->
                Optional.of(new EventHandler(URI.create("https://hub.example/webhooks"), own.id())),
            Bounds.DEFAULT);
    for (var slice = 0; slice < 20 && isOverdue(); slice++) {
      lane.work(connection);
    }
  }

  boolean isOverdue() {
    return storage.ledger().overdue(instant(), 10).contains(connection);
  }

  Receipt told(CrmContact contact) {
    return told(contact, "event " + events.incrementAndGet());
  }

  Receipt told(CrmContact contact, String event) {
    return told(new Subject.OneContact(contact.id()), event);
  }

  Receipt told(Subject subject) {
    return told(subject, "event " + events.incrementAndGet());
  }

  Receipt told(Subject subject, String event) {
    return told(subject, event, TellingCrm.ACCOUNT);
  }

  Receipt told(Subject subject, String event, AccountIdentity account) {
    return delivered(
        new Verdict.Genuine(
            new VerifiedDelivery(
                CrmProvider.REAPIT,
                new Addressee.Account(account),
                new EventId(event),
                "contacts.modified",
                subject)));
  }

  Receipt delivered(Verdict proved) {
    return receive.receive(new Proved(proved));
  }

  Optional<Contact> called(String forename) {
    return in(() ->
        storage
            .stores()
            .contacts()
            .list(ContactFilter.ALL, Slice.Request.first(50))
            .items()
            .stream()
            .filter(contact -> contact.details().name().forename().equals(forename))
            .findFirst());
  }

  Connection connection() {
    return in(() -> storage.stores().connections().find(connection).orElseThrow());
  }

  Subscription subscription() {
    return in(() -> storage.stores().subscriptions().of(connection));
  }

  long waiting() {
    return in(() -> storage.stores().inbox().countWaiting(connection));
  }

  List<Alert.Open> alerts() {
    return in(() -> storage.stores().alerts().open(List.of(connection)));
  }

  <T> T in(Supplier<T> work) {
    return storage.transactions().in(ACME, work);
  }

  /// A delivery whose proof is known beforehand.
  private record Proved(Verdict verdict) implements RawDelivery {

    @Override
    public CrmProvider provider() {
      return CrmProvider.REAPIT;
    }

    @Override
    public List<String> address() {
      return List.of();
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }
  }
}
