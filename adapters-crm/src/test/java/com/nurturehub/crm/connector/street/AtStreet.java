package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.AtCrm;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.testkit.Agencies;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Street.
final class AtStreet extends AtCrm {

  static final String NETWORK = "RIVERSIDE";
  static final String PROPERTY = "0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11";

  private static final Map<String, Secret> CREDENTIALS =
      Map.of("token", Secret.of("street-riverside"));

  final StreetSettings settings;
  final StreetApplication application;

  private AtStreet(Sandbox sandbox, UnaryOperator<StreetSettings> wishes) {
    super(sandbox, PublishedStreet.at(sandbox.streetApi()));
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
    return new StreetApplication(wanted, world(sleeper, CREDENTIALS));
  }

  static Connection company() {
    return Agencies.connected(Agencies.acme(), CrmProvider.STREET);
  }

  @Override
  public CRMConnector connector() {
    return application.connectTo(company());
  }

  CRMConnector connector(StreetSettings wanted) {
    return application(wanted).connectTo(company());
  }

  @Override
  protected Crm crm() {
    return sandbox.street();
  }

  @Override
  public Desk desk() {
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

  /// Everybody Street lists, straight from Street.
  List<String> listed() {
    var ids = new ArrayList<String>();
    everything().forEach(page -> ids.addAll(ids(List.of(page))));
    return ids;
  }

  void twist(PageTwist twist, int times) {
    harm(new Harm.Twist(twist), "people.list", times);
  }

  /// What was left with people, as the tester sees it.
  List<Told> writes() {
    return sandbox.street().journal().writes();
  }

  @Override
  public void close() {
    application.close();
    super.close();
  }
}
