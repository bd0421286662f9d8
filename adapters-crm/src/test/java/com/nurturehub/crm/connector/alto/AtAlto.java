package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.Judge;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.alto.AltoOptions;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.testkit.Agencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Alto, over real HTTP. Nobody really waits, and the judge looks at
/// every call that no fault has spoiled.
final class AtAlto implements AutoCloseable {

  static final String AGENCY = com.nurturehub.crm.sandbox.alto.AltoSettings.HIGH_STREET;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLS_KEPT = 100_000;

  final Sandbox sandbox;
  final AltoSettings settings;
  final AltoApplication application;
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Optional<Judge> judge;
  private boolean harmed;

  private AtAlto(Sandbox sandbox, UnaryOperator<AltoSettings> wishes) {
    this.sandbox = sandbox;
    this.judge = PublishedAlto.at(sandbox.altoApi());
    this.settings = wishes.apply(usual(sandbox));
    this.application = application(settings);
  }

  static AtAlto with(int households) {
    return with(households, UnaryOperator.identity());
  }

  static AtAlto with(int households, UnaryOperator<AltoSettings> wishes) {
    var demo = SandboxSettings.demo();
    return new AtAlto(
        Sandbox.start(
            demo.withReapit(demo.reapit().withCustomers(Map.of()))
                .withAlto(demo.alto().withAgencies(Map.of(AGENCY, households)))),
        wishes);
  }

  private static AltoSettings usual(Sandbox sandbox) {
    return AltoSettings.of(
            sandbox.altoApi(), "sandbox-alto-client", Secret.of("sandbox-alto-secret"))
        .with(AltoSettings.Pace.UNLIMITED);
  }

  AltoApplication application(AltoSettings wanted) {
    return new AltoApplication(
        wanted,
        Worlds.with(pauses::add)
            .watchedBy(inner -> judge.map(one -> one.watching(inner)).orElse(inner)));
  }

  static Connection at(String agency) {
    return Agencies.connected(Agencies.acme(), CrmProvider.ALTO, agency);
  }

  CRMConnector connector() {
    return application.connectTo(at(AGENCY));
  }

  Desk desk() {
    return sandbox.alto().desk(AGENCY);
  }

  void options(String json) {
    sandbox.alto().setOptions(sandbox.alto().options().changed(json(json)));
  }

  AltoOptions options() {
    return sandbox.alto().options();
  }

  /// An agent's new household; people as Alto shows them.
  String agentCreates(String people) {
    return desk().create(json("{'people': %s}".formatted(people)));
  }

  void agentEdits(String household, String changes) {
    desk().edit(household, json(changes));
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

  CrmContact look(String person) {
    return contacts(read(new Reading.Only(Set.of(new ExternalId(person))))).getFirst();
  }

  /// What the CRM says about e-mail.
  static Claim email(CrmContact contact) {
    return Objects.requireNonNull(contact.consents().get(Channel.EMAIL));
  }

  ObjectNode record(String household) {
    return desk().look(household);
  }

  static List<CrmContact> contacts(List<ContactPage> pages) {
    return pages.stream().flatMap(page -> page.contacts().stream()).toList();
  }

  static List<String> ids(List<ContactPage> pages) {
    return contacts(pages).stream().map(contact -> contact.id().value()).toList();
  }

  /// From here on, the sandbox need not keep to the published description.
  void harm(Harm harm, String operation, int times) {
    harmed = true;
    sandbox.alto().faults().set(Fault.always(harm).on(operation).times(times));
  }

  void harm(Harm harm, String operation) {
    harm(harm, operation, Integer.MAX_VALUE);
  }

  void twist(PageTwist twist, String operation) {
    harm(new Harm.Twist(twist), operation);
  }

  void spoilsItself() {
    harmed = true;
  }

  void heal() {
    sandbox.alto().faults().liftAll();
  }

  long calls(String operation) {
    return sandbox.alto().journal().counts().of(operation);
  }

  List<Told> told(String operation) {
    return sandbox.alto().journal().find(call -> call.operation().equals(operation), CALLS_KEPT);
  }

  void forgetCalls() {
    sandbox.alto().journal().clear();
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
      throw new AssertionError("not as Alto publishes it: " + complaints);
    }
  }
}
