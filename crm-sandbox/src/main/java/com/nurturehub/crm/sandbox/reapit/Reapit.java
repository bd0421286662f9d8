package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.crm.House;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.crm.Reception;
import com.nurturehub.crm.sandbox.fault.Faults;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.hook.Patience;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.time.Pauses;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The sandboxed Reapit: everything put together.
public final class Reapit implements Crm, House {

  private static final String NAME = "reapit";
  private static final Patience PATIENCE =
      Patience.of(
              List.of(
                  Duration.ofSeconds(60),
                  Duration.ofSeconds(120),
                  Duration.ofSeconds(300),
                  Duration.ofSeconds(600),
                  Duration.ofSeconds(900)),
              Duration.ofSeconds(10))
          .untilRefused();
  private static final long REQUESTS = 0x5EED_0000_0000_4000L;

  private final SandboxClock clock;
  private final Faults faults;
  private final Journal journal;
  private final Map<String, ReapitCustomer> customers;
  private final Map<String, ReapitDesk> desks = new LinkedHashMap<>();
  private final ReapitTokens tokens;
  private final ReapitLimits limits = new ReapitLimits();
  private final ReapitConnect connect;
  private final ReapitHooks hooks;
  private final MessageSender sender;
  private final WebhookSigner signer;
  private final ReapitEvents events;
  private final ReapitGate gate;
  private final Routes routes = new Routes();
  private final Reception reception;
  private volatile ReapitOptions options = ReapitOptions.usual();

  /// @param historyEnd when the contacts' history ends; their first edits come later
  /// @param readsKept how many reads the journal keeps
  /// @param address where the sandbox listens, once it does
  public Reapit(
      ReapitSettings settings,
      long seed,
      Instant historyEnd,
      SandboxClock clock,
      Pauses pauses,
      int readsKept,
      Supplier<String> address) {
    this.clock = clock;
    this.journal = new Journal(readsKept, List.of("api-version", "reapit-customer"));
    this.faults = new Faults(seed);
    this.customers = customers(settings, seed, historyEnd);
    var jwt = new JwtSigner();
    this.tokens = new ReapitTokens(Dice.of(seed, "reapit tokens"), jwt);
    Supplier<String> identity = () -> address.get() + "/" + NAME + ReapitConnect.PREFIX;
    Supplier<String> platform = () -> address.get() + "/" + NAME + ReapitPlatform.PREFIX;
    this.connect = new ReapitConnect(settings, tokens, jwt, identity);
    this.hooks = new ReapitHooks(Dice.of(seed, "reapit hooks"), platform);
    this.signer = new WebhookSigner(Dice.of(seed, "reapit signing"));
    this.sender = new MessageSender(NAME, clock, PATIENCE, Dice.of(seed, "reapit webhooks"));
    this.events = new ReapitEvents(hooks, sender, signer, Dice.of(seed, "reapit events"), settings);
    this.gate = new ReapitGate(tokens, customers);
    connect.addRoutes(routes);
    new ReapitConsent(settings, tokens, this::customersOfOurs).addRoutes(routes);
    var writes = new ContactWrites(() -> options, platform, events, journal);
    new ReapitPlatform(gate, writes, signer).addRoutes(routes);
    hooks.addRoutes(routes, gate);
    this.reception = new Reception(this, faults, journal, clock, pauses);
    customers.forEach((code, customer) -> desks.put(code, new ReapitDesk(customer, events, clock)));
  }

  /// Starts sending webhooks.
  public void open() {
    sender.start();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Answer reception() {
    return reception;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public List<String> customers() {
    return List.copyOf(customers.keySet());
  }

  @Override
  public Desk desk(String customer) {
    var desk = desks.get(customer);
    if (desk == null) {
      throw new IllegalArgumentException("no such customer: " + customer);
    }
    return desk;
  }

  @Override
  public boolean isConnected(String customer) {
    return customer(customer).isInstalled();
  }

  @Override
  public void connect(String customer) {
    setInstalled(customer, true);
  }

  @Override
  public void disconnect(String customer) {
    setInstalled(customer, false);
  }

  @Override
  public void revokeTokens() {
    tokens.revokeAll();
  }

  @Override
  public void rotateSecret(Passphrase next) {
    connect.rotateSecret(next);
  }

  @Override
  public void endQuota() {
    limits.endQuota(clock.instant());
  }

  @Override
  public ObjectNode limits() {
    return limits.json();
  }

  @Override
  public void setLimits(ObjectNode changes) {
    limits.change(changes);
  }

  /// Lifts all three limits, for benchmarks.
  public void liftLimits() {
    setLimits(Json.object().putNull("perSecond").putNull("atOnce").putNull("perDay"));
  }

  public ReapitOptions options() {
    return options;
  }

  public void setOptions(ReapitOptions next) {
    options = next;
  }

  @Override
  public void addAdminRoutes(Routes admin) {
    new ReapitAdmin(this, hooks, sender, signer, events, clock).addRoutes(admin);
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public String customerOf(Call call) {
    return gate.codeOf(call);
  }

  // Identity has no limits that anybody published.
  @Override
  public Optional<Reply> enter(Call call, String customer) {
    return isLimited(call) ? limits.enter(customer, call.at()) : Optional.empty();
  }

  @Override
  public void leave(Call call, String customer) {
    if (isLimited(call)) {
      limits.leave(customer);
    }
  }

  @Override
  public boolean isConfidential(String operation) {
    return operation.startsWith("connect.");
  }

  @Override
  public Reply unknownPath(Call call) {
    return ReapitErrors.unknownPath();
  }

  @Override
  public Reply error(int status, Call call) {
    if (call.path().startsWith(ReapitConnect.PREFIX)) {
      return Reply.json(status, Json.object().put("error", "temporarily_unavailable"));
    }
    return switch (status) {
      case 429 -> ReapitErrors.tooManyRequests();
      case 504 -> ReapitErrors.gatewayTimeout();
      default -> ReapitErrors.error(status, "An error has occurred.", call.at());
    };
  }

  @Override
  public Reply stamped(Reply reply, long number) {
    return reply.with("x-amzn-RequestId", new UUID(REQUESTS, number).toString());
  }

  @Override
  public void timedOut(String customer) {
    if (!options.slotKept().isZero()) {
      limits.keepSlot(customer, clock.instant().plus(options.slotKept()));
    }
  }

  private static Map<String, ReapitCustomer> customers(
      ReapitSettings settings, long seed, Instant historyEnd) {
    var customers = new LinkedHashMap<String, ReapitCustomer>();
    settings
        .customers()
        .forEach((code, contacts) ->
            customers.put(code, new ReapitCustomer(code, contacts, seed, historyEnd)));
    return Collections.unmodifiableMap(customers);
  }

  private static boolean isLimited(Call call) {
    return call.path().startsWith(ReapitPlatform.PREFIX);
  }

  private List<String> customersOfOurs() {
    return customers.keySet().stream().filter(code -> customer(code).isInstalled()).toList();
  }

  private void setInstalled(String code, boolean now) {
    var customer = customer(code);
    customer.setInstalled(now);
    events.installed(customer, now, clock.instant());
  }

  private ReapitCustomer customer(String code) {
    var customer = customers.get(code);
    if (customer == null) {
      throw new IllegalArgumentException("no such customer: " + code);
    }
    return customer;
  }
}
