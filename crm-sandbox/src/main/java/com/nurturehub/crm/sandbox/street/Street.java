package com.nurturehub.crm.sandbox.street;

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
import com.nurturehub.crm.sandbox.street.StreetGate.NetworkAnswer;
import com.nurturehub.crm.sandbox.time.Pauses;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The sandboxed Street: everything put together.
public final class Street implements Crm, House {

  /// Where the API lies below the CRM's own prefix.
  public static final String BASE = "/open-api/v1";

  private static final String NAME = "street";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final List<Duration> LADDER =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  private final SandboxClock clock;
  private final Faults faults;
  private final Journal journal;
  private final Map<String, StreetNetwork> networks = new LinkedHashMap<>();
  private final Map<String, StreetDesk> desks = new LinkedHashMap<>();
  private final StreetLimits limits = new StreetLimits();
  private final StreetGate gate;
  private final MessageSender sender;
  private final StreetEvents events;
  private final Keepsakes keepsakes;
  private final Routes routes = new Routes();
  private final Reception reception;
  private volatile StreetOptions options = StreetOptions.usual();

  /// @param historyEnd when the people's history ends; their first edits come later
  /// @param readsKept how many reads the journal keeps
  /// @param address where the sandbox listens, once it does
  public Street(
      StreetSettings settings,
      long seed,
      Instant historyEnd,
      SandboxClock clock,
      Pauses pauses,
      int readsKept,
      Supplier<String> address) {
    this.clock = clock;
    this.journal = new Journal(readsKept, List.of());
    this.faults = new Faults(seed);
    this.sender =
        new MessageSender(
            NAME, clock, Patience.of(LADDER, ANSWER_WITHIN), Dice.of(seed, "street webhooks"));
    this.events = new StreetEvents(sender, Dice.of(seed, "street hooks"));
    this.keepsakes = new Keepsakes(Dice.of(seed, "street keepsakes"));
    settings
        .networks()
        .forEach((name, network) -> {
          var made = new StreetNetwork(name, network, seed, historyEnd);
          networks.put(name, made);
          desks.put(name, new StreetDesk(made, events, this::options, clock));
        });
    Supplier<String> base = () -> address.get() + "/" + NAME + BASE;
    var enquiries = new EnquiryDesk(this::options, base, journal);
    this.gate = new StreetGate(settings, networks, limits, this::options, enquiries);
    addRoutes(enquiries, base, pauses);
    this.reception = new Reception(this, faults, journal, clock, pauses);
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
    return List.copyOf(networks.keySet());
  }

  @Override
  public Desk desk(String network) {
    var desk = desks.get(network);
    if (desk == null) {
      throw new IllegalArgumentException("no such network: " + network);
    }
    return desk;
  }

  @Override
  public boolean isConnected(String network) {
    return network(network).isLetIn();
  }

  @Override
  public void connect(String network) {
    network(network).letIn(true);
  }

  /// The agency removes the application, and its token with it.
  @Override
  public void disconnect(String network) {
    network(network).letIn(false);
  }

  @Override
  public void revokeTokens() {
    networks.values().forEach(network -> network.letIn(false));
  }

  /// Each network gets a new token: this text, a hyphen, and the network's name.
  @Override
  public void rotateSecret(Passphrase next) {
    networks.forEach((name, network) -> {
      network.replaceBearer(new Passphrase(next.reveal() + "-" + name));
      network.letIn(true);
    });
  }

  @Override
  public void endQuota() {
    limits.end(clock.instant());
  }

  @Override
  public ObjectNode limits() {
    return limits.json();
  }

  @Override
  public void setLimits(ObjectNode changes) {
    limits.change(changes);
  }

  public StreetOptions options() {
    return options;
  }

  public void setOptions(StreetOptions next) {
    options = next;
  }

  @Override
  public void addAdminRoutes(Routes admin) {
    new StreetAdmin(this, events, sender, keepsakes, clock).addRoutes(admin);
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
    return gate.networkOf(call).map(StreetNetwork::name).orElse("");
  }

  @Override
  public Optional<Reply> enter(Call call, String network) {
    return network.isEmpty() ? Optional.empty() : gate.tooMany(call, network);
  }

  @Override
  public void leave(Call call, String network) {
    // Street counts calls by the minute, not those under way.
  }

  @Override
  public boolean isConfidential(String operation) {
    return false;
  }

  /// A path that exists, asked in another way, is told apart from one that does not.
  @Override
  public Reply unknownPath(Call call) {
    var exists =
        List.of("GET", "POST", "PATCH").stream()
            .anyMatch(method -> routes.find(method, call.path()).isPresent());
    return exists
        ? StreetErrors.error(405, "The method is not supported for this route.")
        : StreetErrors.error(404, "The requested resource could not be found.");
  }

  @Override
  public Reply error(int status, Call call) {
    return status == 429 && options.limitBody() == StreetOptions.LimitBody.MESSAGE
        ? Reply.json(429, Json.object().put("message", "Too Many Attempts."))
        : StreetErrors.error(status, "Something went wrong.");
  }

  @Override
  public Reply stamped(Reply reply, long number) {
    return reply;
  }

  @Override
  public void timedOut(String network) {
    // Street is not known to go on counting a call that nobody waits for.
  }

  StreetNetwork network(String name) {
    var network = networks.get(name);
    if (network == null) {
      throw new IllegalArgumentException("no such network: " + name);
    }
    return network;
  }

  private void addRoutes(EnquiryDesk enquiries, Supplier<String> base, Pauses pauses) {
    var people = new PeoplePages(this::options, base, pauses);
    var writes = new PersonWrites(this::options, events, journal);
    on("GET", "/people", "people.list", people::list);
    on("GET", "/people/{id}", "people.get", people::get);
    on("PATCH", "/people/{id}", "people.update", writes::update);
    on("GET", "/enquiries", "enquiries.list", enquiries::list);
    on("POST", "/enquiries", "enquiries.create", enquiries::create);
    on("GET", "/enquiries/{id}", "enquiries.get", enquiries::get);
    on("POST", "/activity", "activity.create", keepsakes::activity);
    on("POST", "/notes", "notes.create", keepsakes::note);
    on("POST", "/todos", "todos.create", keepsakes::todo);
    on("GET", "/branches", "branches.list", (call, network) -> branches(call, network, base.get()));
  }

  private void on(String method, String path, String operation, NetworkAnswer answer) {
    routes.on(method, BASE + path, operation, gate.letting(answer));
  }

  private Reply branches(Call call, StreetNetwork network, String base) {
    var query = StreetQuery.of(call, StreetQuery.BRANCHES, Set.of(), options);
    return Pages.reply(network.branches().all(), query, base + "/branches", options);
  }
}
