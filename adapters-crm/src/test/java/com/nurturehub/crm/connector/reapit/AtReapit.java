package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.connector.AtCrm;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.testkit.Agencies;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// NurtureHub at a sandboxed Reapit, whose limits are lifted where a test is not about them.
final class AtReapit extends AtCrm {

  static final String CUSTOMER = "RES";

  final ReapitSettings settings;
  final ReapitApplication application;

  private AtReapit(Sandbox sandbox, UnaryOperator<ReapitSettings> wishes) {
    super(sandbox, PublishedReapit.at(sandbox.reapitPlatform()));
    this.settings = wishes.apply(settings(sandbox.reapitConnect(), sandbox.reapitPlatform()));
    this.application = application(settings);
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
    return application(wishes.apply(settings));
  }

  static ReapitSettings settings(URI identity, URI platform) {
    var usual =
        ReapitSettings.of(identity, platform, "sandbox-client", Secret.of("sandbox-secret"));
    return usual.with(usual.pace().withLimits(new RateLimits(0, 0, 0)));
  }

  private ReapitApplication application(ReapitSettings wanted) {
    return new ReapitApplication(wanted, world(pauses::add, Map.of()));
  }

  static ReapitApplication application(ReapitSettings settings, Sleeper sleeper) {
    return new ReapitApplication(settings, Worlds.with(sleeper));
  }

  static Connection at(String customer) {
    return Agencies.connected(Agencies.acme(), CrmProvider.REAPIT, customer);
  }

  @Override
  public CRMConnector connector() {
    return application.connectTo(at(CUSTOMER));
  }

  @Override
  protected Crm crm() {
    return sandbox.reapit();
  }

  @Override
  public Desk desk() {
    return sandbox.reapit().desk(CUSTOMER);
  }

  static Set<String> distinct(List<ContactPage> pages) {
    return ids(pages).stream().collect(Collectors.toSet());
  }

  void twist(PageTwist twist, int times) {
    harm(new Harm.Twist(twist), "contacts.list", times);
  }

  @Override
  public void close() {
    application.close();
    super.close();
  }
}
