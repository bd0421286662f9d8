package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Loop, over real HTTP. Nobody really waits.
final class AtLoop implements AutoCloseable {

  static final String TEAM = "COALVILLE";
  static final String KEY = "c0a1f111-0000-4000-8000-5a2db0c0ffee";
  static final String OTHER_TEAMS_KEY = "a54b1111-0000-4000-8000-5a2db0c0ffee";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLS_KEPT = 100_000;
  private static final int PATIENCE = 6;

  final Sandbox sandbox;
  final LoopSettings settings;
  final LoopApplication application;

  private AtLoop(int people, Contract contract, UnaryOperator<LoopSettings> wishes) {
    var demo = SandboxSettings.demo();
    this.sandbox =
        Sandbox.start(
            demo.withReapit(demo.reapit().withCustomers(Map.of()))
                .withLoop(demo.loop().with(TEAM, people)));
    sandbox.loop().setLimits(Json.object().putNull("perMinute"));
    var usual = LoopSettings.of(sandbox.loopApi(), contract);
    this.settings = wishes.apply(usual.with(usual.pace().lifted()));
    this.application = application(settings);
  }

  /// A Loop that keeps the whole of the proposal.
  static AtLoop asProposed(int people) {
    return asProposed(people, UnaryOperator.identity());
  }

  static AtLoop asProposed(int people, UnaryOperator<LoopSettings> wishes) {
    return new AtLoop(people, Contract.PROPOSED, wishes);
  }

  /// A Loop that has nothing but what is known of it, and a connector that expects no more.
  static AtLoop asItIs() {
    var loop = new AtLoop(60, Contract.NONE, UnaryOperator.identity());
    loop.options("{'liveLike': true}");
    return loop;
  }

  LoopApplication application(LoopSettings wanted) {
    return application(wanted, KEY);
  }

  static LoopApplication application(LoopSettings wanted, String key) {
    return new LoopApplication(wanted, Worlds.with(_ -> {}, Map.of("apiKey", Secret.of(key))));
  }

  CRMConnector connector() {
    return application.connectTo(team());
  }

  CRMConnector connector(LoopSettings wanted) {
    return application(wanted).connectTo(team());
  }

  static Connection team() {
    return Agencies.connected(Agencies.acme(), CrmProvider.LOOP);
  }

  Desk desk() {
    return sandbox.loop().desk(TEAM);
  }

  void options(String json) {
    sandbox.loop().setOptions(sandbox.loop().options().changed(json(json)));
  }

  String agentCreates(String person) {
    return desk().create(json(person));
  }

  ObjectNode record(String id) {
    return desk().look(id);
  }

  List<ContactPage> everything() {
    return read(new Reading.Everything(SyncCursor.START));
  }

  List<ContactPage> read(Reading reading) {
    return read(connector(), reading);
  }

  static List<ContactPage> read(CRMConnector connector, Reading reading) {
    var read = new ArrayList<ContactPage>();
    try (var pages = connector.listContacts(reading)) {
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

  void harm(Harm harm, String operation, int times) {
    sandbox.loop().faults().set(Fault.always(harm).on(operation).times(times));
  }

  void harm(Harm harm) {
    sandbox.loop().faults().set(Fault.always(harm));
  }

  void twist(PageTwist twist) {
    harm(new Harm.Twist(twist));
  }

  long calls(String operation) {
    return sandbox.loop().journal().counts().of(operation);
  }

  List<ObjectNode> written(String operation) {
    return sandbox
        .loop()
        .journal()
        .find(call -> call.operation().equals(operation), CALLS_KEPT)
        .stream()
        .map(Told::body)
        .map(body -> (ObjectNode) JSON.readTree(body))
        .toList();
  }

  void forgetCalls() {
    sandbox.loop().journal().clear();
  }

  static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Override
  public void close() {
    application.close();
    sandbox.close();
  }
}
