package com.nurturehub.crm.sandbox.loop;

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
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.time.Pauses;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The sandboxed Loop: everything put together.
public final class Loop implements Crm, House {

  /// Where the API lies below the CRM's own prefix.
  public static final String BASE = "/api";

  private static final String NAME = "loop";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final List<Duration> LADDER =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2));
  private static final Map<String, String> ROLE_PATHS =
      Map.of(
          "/buyers", "Buyer", "/sellers", "Seller", "/renters", "Renter", "/landlords", "Landlord");

  /// Answers a call of a team that was let in.
  @FunctionalInterface
  private interface TeamAnswer {
    Reply to(Call call, LoopTeam team);
  }

  private final SandboxClock clock;
  private final Faults faults;
  private final Journal journal;
  private final Map<String, LoopTeam> teams = new LinkedHashMap<>();
  private final Map<String, LoopDesk> desks = new LinkedHashMap<>();
  private final LoopLimits limits = new LoopLimits();
  private final MessageSender sender;
  private final LoopEvents events;
  private final LoopLeft left = new LoopLeft();
  private final Routes routes = new Routes();
  private final Reception reception;
  private volatile LoopOptions options = LoopOptions.usual();

  /// @param historyEnd when the people's history ends; their first edits come later
  /// @param readsKept how many reads the journal keeps
  public Loop(
      LoopSettings settings,
      long seed,
      Instant historyEnd,
      SandboxClock clock,
      Pauses pauses,
      int readsKept) {
    this.clock = clock;
    this.journal = new Journal(readsKept, List.of());
    this.faults = new Faults(seed);
    this.sender =
        new MessageSender(
            NAME, clock, Patience.of(LADDER, ANSWER_WITHIN), Dice.of(seed, "loop webhooks"));
    this.events = new LoopEvents(sender, Dice.of(seed, "loop hooks"));
    settings
        .teams()
        .forEach((name, team) -> {
          var made = new LoopTeam(name, team, seed, historyEnd);
          teams.put(name, made);
          desks.put(name, new LoopDesk(made, events, clock));
        });
    addRoutes();
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
    return List.copyOf(teams.keySet());
  }

  @Override
  public Desk desk(String team) {
    var desk = desks.get(team);
    if (desk == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    return desk;
  }

  @Override
  public boolean isConnected(String team) {
    return team(team).isLetIn();
  }

  @Override
  public void connect(String team) {
    team(team).letIn(true);
  }

  /// Loop's support revokes the team's key.
  @Override
  public void disconnect(String team) {
    team(team).letIn(false);
  }

  @Override
  public void revokeTokens() {
    teams.values().forEach(team -> team.letIn(false));
  }

  /// The first team gets another key. Keys of other teams stay as they are.
  @Override
  public void rotateSecret(Passphrase next) {
    var first = teams.values().iterator().next();
    first.replacePass(next);
    first.letIn(true);
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

  public LoopOptions options() {
    return options;
  }

  public void setOptions(LoopOptions next) {
    options = next;
  }

  @Override
  public void addAdminRoutes(Routes admin) {
    new LoopAdmin(this, events, sender, left).addRoutes(admin);
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
    return teamOf(call).map(LoopTeam::name).orElse("");
  }

  @Override
  public Optional<Reply> enter(Call call, String team) {
    return team.isEmpty() ? Optional.empty() : limits.enter(team, call.at()).map(this::tooMany);
  }

  @Override
  public void leave(Call call, String team) {
    // Only calls by the minute are counted.
  }

  @Override
  public boolean isConfidential(String operation) {
    return false;
  }

  @Override
  public Reply unknownPath(Call call) {
    if (teamOf(call).isEmpty()) {
      return LoopErrors.error(401);
    }
    var exists =
        !options.liveLike()
            && List.of("GET", "POST", "PATCH", "PUT").stream()
                .anyMatch(method -> routes.find(method, call.path()).isPresent());
    return LoopErrors.error(exists ? 405 : 404);
  }

  @Override
  public Reply error(int status, Call call) {
    return LoopErrors.error(status);
  }

  @Override
  public Reply stamped(Reply reply, long number) {
    return reply;
  }

  @Override
  public void timedOut(String team) {
    // Only calls by the minute are counted.
  }

  private LoopTeam team(String name) {
    var team = teams.get(name);
    if (team == null) {
      throw new IllegalArgumentException("no such team: " + name);
    }
    return team;
  }

  private Optional<LoopTeam> teamOf(Call call) {
    var given = call.headers().find("x-api-key");
    return teams.values().stream()
        .filter(team -> given.filter(team::isCalledWith).isPresent())
        .findFirst();
  }

  private Reply tooMany(Duration wait) {
    var reply = LoopErrors.error(429);
    return options.saysWhenToComeBack()
        ? reply.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
        : reply;
  }

  private void addRoutes() {
    known("/sales-properties", "properties.sales", (call, team) -> team.properties().sales(call));
    known(
        "/lettings-properties",
        "properties.lettings",
        (call, team) -> team.properties().lettings(call));
    var lists = new PeopleLists(this::options);
    var writes = new PeopleWrites(this::options, events, journal);
    proposed(
        "GET", "/people", "people.list", (call, team) -> lists.list(call, team, Optional.empty()));
    ROLE_PATHS.forEach((path, role) ->
        proposed(
            "GET", path, "people.list", (call, team) -> lists.list(call, team, Optional.of(role))));
    proposed("POST", "/people", "people.create", writes::create);
    proposed("GET", "/people/{id}", "people.get", writes::get);
    proposed("PATCH", "/people/{id}", "people.update", writes::patch);
    proposed("PUT", "/people/{id}", "people.update", writes::put);
    proposed("POST", "/people/{id}/notes", "notes.create", left::note);
    proposed("POST", "/enquiries", "enquiries.create", left::enquiry);
  }

  /// What is publicly known to be there.
  private void known(String path, String operation, TeamAnswer answer) {
    routes.on("GET", BASE + path, operation, letting(answer));
  }

  private void proposed(String method, String path, String operation, TeamAnswer answer) {
    routes.on(
        method,
        BASE + path,
        operation,
        letting((call, team) -> {
          if (options.liveLike()) {
            return LoopErrors.error(404);
          }
          return options.failsInside() ? LoopErrors.inside() : answer.to(call, team);
        }));
  }

  private Answer letting(TeamAnswer answer) {
    return call ->
        teamOf(call).map(team -> answer.to(call, team)).orElseGet(() -> LoopErrors.error(401));
  }
}
