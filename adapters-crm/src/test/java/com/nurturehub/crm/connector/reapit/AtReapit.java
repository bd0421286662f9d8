package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.testkit.Agencies;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Reapit, over real HTTP. Nobody really waits, and Reapit's limits are
/// lifted where a test is not about them.
final class AtReapit implements AutoCloseable {

  static final String CUSTOMER = "RES";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLS_KEPT = 10_000;

  final Sandbox sandbox;
  final ReapitSettings settings;
  final ReapitApplication application;
  final List<Duration> pauses;

  private AtReapit(Sandbox sandbox, UnaryOperator<ReapitSettings> wishes) {
    this.sandbox = sandbox;
    this.settings = wishes.apply(settings(sandbox.reapitConnect(), sandbox.reapitPlatform()));
    this.pauses = new CopyOnWriteArrayList<>();
    this.application = application(settings, pauses::add);
  }

  static AtReapit with(int contacts) {
    return with(contacts, UnaryOperator.identity());
  }

  static AtReapit with(int contacts, UnaryOperator<ReapitSettings> wishes) {
    var demo = SandboxSettings.demo();
    var sandbox = Sandbox.start(demo.withReapit(demo.reapit().with(CUSTOMER, contacts)));
    sandbox.reapit().liftLimits();
    return new AtReapit(sandbox, wishes);
  }

  /// A Reapit where no time passes.
  static AtReapit atStandstill(int contacts) {
    var demo = SandboxSettings.demo();
    var sandbox =
        Sandbox.start(
            demo.withReapit(demo.reapit().with(CUSTOMER, contacts))
                .withClock(InstantSource.fixed(Instant.now())));
    sandbox.reapit().liftLimits();
    return new AtReapit(sandbox, UnaryOperator.identity());
  }

  /// The same Reapit, visited in another way.
  ReapitApplication another(UnaryOperator<ReapitSettings> wishes) {
    return application(wishes.apply(settings), pauses::add);
  }

  static ReapitSettings settings(URI identity, URI platform) {
    var usual =
        ReapitSettings.of(identity, platform, "sandbox-client", Secret.of("sandbox-secret"));
    return usual.with(usual.pace().withLimits(new RateLimits(0, 0, 0)));
  }

  static ReapitApplication application(ReapitSettings settings, Sleeper sleeper) {
    return new ReapitApplication(settings, Worlds.with(sleeper));
  }

  static Connection at(String customer) {
    return Agencies.connected(Agencies.acme(), CrmProvider.REAPIT, customer);
  }

  CRMConnector connector() {
    return application.connectTo(at(CUSTOMER));
  }

  Desk desk() {
    return sandbox.reapit().desk(CUSTOMER);
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

  static Set<String> distinct(List<ContactPage> pages) {
    return ids(pages).stream().collect(Collectors.toSet());
  }

  void harm(Harm harm) {
    sandbox.reapit().faults().set(Fault.always(harm));
  }

  void harm(Harm harm, String operation, int times) {
    sandbox.reapit().faults().set(Fault.always(harm).on(operation).times(times));
  }

  void twist(PageTwist twist, int times) {
    harm(new Harm.Twist(twist), "contacts.list", times);
  }

  long calls(String operation) {
    return sandbox.reapit().journal().counts().of(operation);
  }

  List<Told> told(String operation) {
    return sandbox.reapit().journal().find(call -> call.operation().equals(operation), CALLS_KEPT);
  }

  void forgetCalls() {
    sandbox.reapit().journal().clear();
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
