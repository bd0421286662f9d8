package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.admin.Admin;
import com.nurturehub.crm.sandbox.alto.Alto;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.LocalServer;
import com.nurturehub.crm.sandbox.loop.Loop;
import com.nurturehub.crm.sandbox.reapit.Reapit;
import com.nurturehub.crm.sandbox.street.Street;
import com.nurturehub.crm.sandbox.time.Pauses;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The running sandbox.
public final class Sandbox implements AutoCloseable {

  private final LocalServer server;
  private final SandboxClock clock;
  private final Pauses pauses;
  private final Reapit reapit;
  private final Alto alto;
  private final Street street;
  private final Loop loop;

  private Sandbox(
      LocalServer server,
      SandboxClock clock,
      Pauses pauses,
      Reapit reapit,
      Alto alto,
      Street street,
      Loop loop) {
    this.server = server;
    this.clock = clock;
    this.pauses = pauses;
    this.reapit = reapit;
    this.alto = alto;
    this.street = street;
    this.loop = loop;
  }

  public static Sandbox start(SandboxSettings settings) {
    var clock = new SandboxClock(settings.clock());
    var pauses = new Pauses();
    var address = new AtomicReference<>("");
    var reapit =
        new Reapit(
            settings.reapit(),
            settings.seed(),
            settings.historyEnd(),
            clock,
            pauses,
            settings.readsKept(),
            address::get);
    var alto =
        new Alto(
            settings.alto(),
            settings.seed(),
            settings.historyEnd(),
            clock,
            pauses,
            settings.readsKept(),
            address::get);
    var street =
        new Street(
            settings.street(),
            settings.seed(),
            settings.historyEnd(),
            clock,
            pauses,
            settings.readsKept(),
            address::get);
    var loop =
        new Loop(
            settings.loop(),
            settings.seed(),
            settings.historyEnd(),
            clock,
            pauses,
            settings.readsKept());
    List<Crm> crms = List.of(reapit, alto, street, loop);
    Map<String, Answer> houses = new HashMap<>();
    houses.put("admin", new Admin(crms, clock));
    crms.forEach(crm -> houses.put(crm.name(), crm.reception()));
    var server = LocalServer.start(settings.port(), houses, clock, pauses);
    address.set(server.address());
    reapit.open();
    alto.open();
    street.open();
    loop.open();
    return new Sandbox(server, clock, pauses, reapit, alto, street, loop);
  }

  /// Where the sandbox listens, without a path.
  public URI address() {
    return URI.create(server.address());
  }

  /// Stands for `https://connect.reapit.cloud`.
  public URI reapitConnect() {
    return URI.create(server.address() + "/reapit/connect");
  }

  /// Stands for `https://platform.reapit.cloud`.
  public URI reapitPlatform() {
    return URI.create(server.address() + "/reapit/platform");
  }

  /// Stands for `https://api.alto.zoopla.co.uk`.
  public URI altoApi() {
    return URI.create(server.address() + "/alto");
  }

  /// Stands for `https://apiv3.loop.software/api`.
  public URI loopApi() {
    return URI.create(server.address() + "/loop" + Loop.BASE);
  }

  /// Stands for `https://street.co.uk/open-api/v1`.
  public URI streetApi() {
    return URI.create(server.address() + "/street" + Street.BASE);
  }

  public URI admin() {
    return URI.create(server.address() + "/admin");
  }

  /// The clock of all CRMs, to be moved at will.
  public SandboxClock clock() {
    return clock;
  }

  public Reapit reapit() {
    return reapit;
  }

  public Alto alto() {
    return alto;
  }

  public Street street() {
    return street;
  }

  public Loop loop() {
    return loop;
  }

  @Override
  public void close() {
    pauses.close();
    reapit.close();
    alto.close();
    street.close();
    loop.close();
    server.close();
  }
}
