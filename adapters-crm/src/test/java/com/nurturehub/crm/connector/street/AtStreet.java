package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.Judge;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.testkit.Agencies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Street, over real HTTP. Nobody really waits, and the judge looks at
/// every call that no fault has spoiled.
final class AtStreet implements AutoCloseable {

  static final String NETWORK = "RIVERSIDE";
  static final String PROPERTY = "0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11";

  private static final Map<String, Secret> CREDENTIALS =
      Map.of("token", Secret.of("street-riverside"));
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLS_KEPT = 100_000;
  private static final int PATIENCE = 6;

  final Sandbox sandbox;
  final StreetSettings settings;
  final StreetApplication application;
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Optional<Judge> judge;
  private boolean harmed;

  private AtStreet(Sandbox sandbox, UnaryOperator<StreetSettings> wishes) {
    this.sandbox = sandbox;
    this.judge = PublishedStreet.at(sandbox.streetApi());
    var usual = StreetSettings.of(sandbox.streetApi());
    this.settings = wishes.apply(usual.with(usual.pace().lifted()));
    this.application = application(settings);
    lift();
  }

  static AtStreet with(int people) {
    return with(people, UnaryOperator.identity());
  }

  static AtStreet with(int people, UnaryOperator<StreetSettings> wishes) {
    return new AtStreet(Sandbox.start(sandboxed(people)), wishes);
  }

  /// A Street whose time stands still until it is told to move.
  static AtStreet atStandstill(int people) {
    var now = InstantSource.system().instant();
    return new AtStreet(
        Sandbox.start(sandboxed(people).withClock(InstantSource.fixed(now))),
        UnaryOperator.identity());
  }

  private static SandboxSettings sandboxed(int people) {
    var demo = SandboxSettings.demo();
    return demo.withReapit(demo.reapit().withCustomers(Map.of()))
        .withStreet(demo.street().with(NETWORK, people));
  }

  StreetApplication application(StreetSettings wanted) {
    return application(wanted, pauses::add);
  }

  StreetApplication application(StreetSettings wanted, Sleeper sleeper) {
    return new StreetApplication(
        wanted,
        Worlds.with(sleeper, CREDENTIALS)
            .watchedBy(inner -> judge.map(one -> one.watching(inner)).orElse(inner)));
  }

  static Connection company() {
    return Agencies.connected(Agencies.acme(), CrmProvider.STREET);
  }

  CRMConnector connector() {
    return application.connectTo(company());
  }

  CRMConnector connector(StreetSettings wanted) {
    return application(wanted).connectTo(company());
  }

  Desk desk() {
    return sandbox.street().desk(NETWORK);
  }

  void options(String json) {
    sandbox.street().setOptions(sandbox.street().options().changed(json(json)));
  }

  private void lift() {
    sandbox.street().setLimits(Json.object().putNull("readsPerMinute").putNull("writesPerMinute"));
  }

  /// An agent's new person; attributes as Street shows them.
  String agentCreates(String attributes) {
    return desk().create(json(attributes));
  }

  void agentEdits(String id, String attributes) {
    desk().edit(id, json(attributes));
  }

  ObjectNode attributes(String id) {
    return (ObjectNode) desk().look(id).path("attributes");
  }

  List<ContactPage> everything() {
    return read(new Reading.Everything(SyncCursor.START));
  }

  List<ContactPage> read(Reading reading) {
    var read = new ArrayList<ContactPage>();
    try (var pages = connector().listContacts(reading)) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        read.add(page.get());
      }
    }
    return read;
  }

  /// A call that failed may be repeated.
  List<ContactPage> patiently(Reading reading) {
    var read = new ArrayList<ContactPage>();
    var failures = 0;
    try (var pages = connector().listContacts(reading)) {
      while (true) {
        try {
          var page = pages.next();
          if (page.isEmpty()) {
            return read;
          }
          failures = 0;
          read.add(page.get());
        } catch (CrmFailure.Transient failure) {
          failures++;
          if (failures == PATIENCE) {
            throw failure;
          }
        }
      }
    }
  }

  CrmContact look(String id) {
    return contacts(read(new Reading.Only(Set.of(new ExternalId(id))))).getFirst();
  }

  /// Everybody Street lists, straight from Street.
  List<String> listed() {
    var ids = new ArrayList<String>();
    everything().forEach(page -> ids.addAll(ids(List.of(page))));
    return ids;
  }

  static List<CrmContact> contacts(List<ContactPage> pages) {
    return pages.stream().flatMap(page -> page.contacts().stream()).toList();
  }

  /// Ids of all that was delivered, readable or not, in order.
  static List<String> ids(List<ContactPage> pages) {
    return pages.stream()
        .flatMap(page ->
            Stream.concat(
                page.contacts().stream().map(contact -> contact.id().value()),
                page.unreadable().stream().flatMap(record -> record.externalId().stream())))
        .toList();
  }

  static List<Quarantined> apart(List<ContactPage> pages) {
    return pages.stream().flatMap(page -> page.unreadable().stream()).toList();
  }

  /// From here on, the sandbox need not keep to the published description.
  void harm(Harm harm, String operation, int times) {
    harmed = true;
    sandbox.street().faults().set(Fault.always(harm).on(operation).times(times));
  }

  void harm(Harm harm) {
    harmed = true;
    sandbox.street().faults().set(Fault.always(harm));
  }

  void twist(PageTwist twist, int times) {
    harm(new Harm.Twist(twist), "people.list", times);
  }

  void spoilsItself() {
    harmed = true;
  }

  long calls(String operation) {
    return sandbox.street().journal().counts().of(operation);
  }

  List<Told> told(String operation) {
    return sandbox.street().journal().find(call -> call.operation().equals(operation), CALLS_KEPT);
  }

  /// What was left with people, as the tester sees it.
  List<Told> writes() {
    return sandbox.street().journal().writes();
  }

  void forgetCalls() {
    sandbox.street().journal().clear();
  }

  static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Override
  public void close() {
    application.close();
    sandbox.close();
    var complaints = harmed ? List.of() : judge.map(Judge::complaints).orElse(List.of());
    if (!complaints.isEmpty()) {
      throw new AssertionError("not as Street publishes it: " + complaints);
    }
  }
}
