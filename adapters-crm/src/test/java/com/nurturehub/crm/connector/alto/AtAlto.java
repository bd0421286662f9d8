package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.AtCrm;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.alto.AltoOptions;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.testkit.Agencies;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Alto.
final class AtAlto extends AtCrm {

  static final String AGENCY = com.nurturehub.crm.sandbox.alto.AltoSettings.HIGH_STREET;

  final AltoSettings settings;
  final AltoApplication application;

  private AtAlto(Sandbox sandbox, UnaryOperator<AltoSettings> wishes) {
    super(sandbox, PublishedAlto.at(sandbox.altoApi()));
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
    return new AltoApplication(wanted, world(pauses::add, Map.of()));
  }

  static Connection at(String agency) {
    return Agencies.connected(Agencies.acme(), CrmProvider.ALTO, agency);
  }

  @Override
  public CRMConnector connector() {
    return application.connectTo(at(AGENCY));
  }

  @Override
  protected Crm crm() {
    return sandbox.alto();
  }

  @Override
  public Desk desk() {
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

  /// What the CRM says about e-mail.
  static Claim email(CrmContact contact) {
    return Objects.requireNonNull(contact.consents().get(Channel.EMAIL));
  }

  ObjectNode record(String household) {
    return desk().look(household);
  }

  void harm(Harm harm, String operation) {
    harm(harm, operation, Integer.MAX_VALUE);
  }

  void twist(PageTwist twist, String operation) {
    harm(new Harm.Twist(twist), operation);
  }

  void heal() {
    sandbox.alto().faults().liftAll();
  }

  @Override
  public void close() {
    application.close();
    super.close();
  }
}
