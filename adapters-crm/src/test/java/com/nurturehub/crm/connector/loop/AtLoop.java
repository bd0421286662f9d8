package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.AtCrm;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
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
import com.nurturehub.crm.testkit.Agencies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed Loop, of which nothing is published to judge by.
final class AtLoop extends AtCrm {

  static final String TEAM = "COALVILLE";
  static final String KEY = "c0a1f111-0000-4000-8000-5a2db0c0ffee";
  static final String OTHER_TEAMS_KEY = "a54b1111-0000-4000-8000-5a2db0c0ffee";

  final LoopSettings settings;
  final LoopApplication application;

  private AtLoop(int people, Contract contract, UnaryOperator<LoopSettings> wishes) {
    super(Sandbox.start(sandboxed(people)), Optional.empty());
    sandbox.loop().setLimits(Json.object().putNull("perMinute"));
    var usual = LoopSettings.of(sandbox.loopApi(), contract);
    this.settings = wishes.apply(usual.with(usual.pace().lifted()));
    this.application = application(settings);
  }

  private static SandboxSettings sandboxed(int people) {
    var demo = SandboxSettings.demo();
    return demo.withReapit(demo.reapit().withCustomers(Map.of()))
        .withLoop(demo.loop().with(TEAM, people));
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

  @Override
  public CRMConnector connector() {
    return application.connectTo(team());
  }

  CRMConnector connector(LoopSettings wanted) {
    return application(wanted).connectTo(team());
  }

  static Connection team() {
    return Agencies.connected(Agencies.acme(), CrmProvider.LOOP);
  }

  @Override
  protected Crm crm() {
    return sandbox.loop();
  }

  @Override
  public Desk desk() {
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

  void twist(PageTwist twist) {
    harm(new Harm.Twist(twist));
  }

  List<ObjectNode> written(String operation) {
    return told(operation).stream().map(AtCrm::body).toList();
  }

  @Override
  public void close() {
    application.close();
    super.close();
  }
}
