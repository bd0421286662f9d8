package com.nurturehub.crm.testkit.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// An Inngest server as far as we use one: it learns functions, takes events, keeps to concurrency
/// rules, signs its calls and repeats the ones that fail. What takes the real one half a minute
/// takes it a fraction of a second. Recorded exchanges hold it to what a real one sends.
public final class StandInInngest implements TestInngest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private static final Pattern EQUALITY = Pattern.compile("event\\.data\\.(\\w+) == '(\\w+)'");
  private static final Duration LOOKS = Duration.ofMillis(20);
  private static final Duration BACKOFF = Duration.ofMillis(400);

  private record Rule(int limit, Optional<String> key) {}

  private record Fn(
      String id,
      URI url,
      int attemptsMax,
      Optional<String> event,
      Optional<String> expression,
      boolean isCron,
      List<Rule> rules) {}

  private record Run(Fn fn, JsonNode event, String id, int attempt, Instant at) {}

  private final HttpServer http;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Secret signingKey;
  private final Secret eventKey;
  private final Map<String, Fn> functions = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Run> waiting = new ArrayList<>();
  private final List<Run> inFlight = new ArrayList<>();
  private final List<JsonNode> registrations = new CopyOnWriteArrayList<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<JsonNode> made = new CopyOnWriteArrayList<>();
  private final List<JsonNode> failed = new CopyOnWriteArrayList<>();
  private int toForget;
  private final AtomicInteger eventFaults = new AtomicInteger();

  private StandInInngest(Secret signingKey, Secret eventKey) throws IOException {
    this.signingKey = signingKey;
    this.eventKey = eventKey;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/fn/register", this::register);
    http.createContext("/e/", this::take);
    http.setExecutor(calls);
  }

  /// @param cron how long a minute is
  public static StandInInngest start(Secret signingKey, Secret eventKey, Duration cron) {
    try {
      var server = new StandInInngest(signingKey, eventKey);
      server.http.start();
      var _ =
          server.timer.scheduleWithFixedDelay(
              server::dispatch, 0, LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      var _ =
          server.timer.scheduleWithFixedDelay(
              server::tick, cron.toMillis(), cron.toMillis(), TimeUnit.MILLISECONDS);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Secret signingKey() {
    return signingKey;
  }

  @Override
  public Secret eventKey() {
    return eventKey;
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /// So many of the next events it says it took, and forgets them.
  public synchronized void forgets(int next) {
    toForget = next;
  }

  /// So many of the next event requests are kept, but answered with a fault.
  public void failsAfterTaking(int requests) {
    eventFaults.set(requests);
  }

  public List<JsonNode> registrations() {
    return registrations;
  }

  public List<JsonNode> events() {
    return events;
  }

  /// The bodies of the calls it made.
  public List<JsonNode> made() {
    return made;
  }

  /// The events of runs it gave up.
  public List<JsonNode> failed() {
    return failed;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.stop(0);
    calls.shutdownNow();
    client.shutdownNow();
  }

  private void register(HttpExchange exchange) throws IOException {
    var authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!authorization.equals(Signing.bearer(signingKey))) {
      answer(exchange, 401, "Authentication failed\n");
      return;
    }
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    registrations.add(body);
    synchronized (this) {
      for (var told : body.path("functions")) {
        var fn = function(told);
        functions.put(fn.id(), fn);
      }
    }
    answer(
        exchange,
        200,
        "{\"ok\":true,\"modified\":%b,\"sync_id\":\"%s\",\"app_id\":\"%s\"}"
            .formatted(registrations.size() == 1, UUID.randomUUID(), UUID.randomUUID()));
  }

  private static Fn function(JsonNode told) {
    var trigger = told.path("triggers").path(0);
    var step = told.path("steps").path("step");
    var rules = new ArrayList<Rule>();
    for (var rule : told.path("concurrency")) {
      rules.add(new Rule(rule.path("limit").asInt(), text(rule.path("key"))));
    }
    return new Fn(
        told.path("id").asString(),
        URI.create(step.path("runtime").path("url").asString()),
        step.path("retries").path("attempts").asInt() + 1,
        text(trigger.path("event")),
        text(trigger.path("expression")),
        trigger.has("cron"),
        rules);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  private void take(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/e/" + eventKey.reveal())) {
      answer(exchange, 401, "{\"status\":401,\"message\":\"\",\"error\":\"Event key not found\"}");
      return;
    }
    var ids = new ArrayList<String>();
    for (var event : JSON.readTree(exchange.getRequestBody().readAllBytes())) {
      ids.add(event.path("id").asString());
      take(event);
    }
    if (eventFaults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer(exchange, 503, "{\"error\":\"try again\",\"status\":503}");
    } else {
      answer(exchange, 200, JSON.writeValueAsString(Map.of("ids", ids, "status", 200)));
    }
  }

  private synchronized void take(JsonNode event) {
    if (toForget > 0) {
      toForget--;
    } else if (seen.add(event.path("id").asString())) {
      events.add(event);
      functions.values().stream()
          .filter(fn -> isFor(fn, event))
          .forEach(fn -> waiting.add(run(fn, event, due(event))));
    }
  }

  private static Instant due(JsonNode event) {
    return Instant.ofEpochMilli(event.path("ts").asLong());
  }

  private static Run run(Fn fn, JsonNode event, Instant at) {
    return new Run(fn, event, UUID.randomUUID().toString(), 0, at);
  }

  private static boolean isFor(Fn fn, JsonNode event) {
    return fn.event().filter(event.path("name").asString()::equals).isPresent()
        && fn.expression().map(expression -> holds(expression, event)).orElse(true);
  }

  private static boolean holds(String expression, JsonNode event) {
    var parts = EQUALITY.matcher(expression);
    if (!parts.matches()) {
      throw new IllegalArgumentException(expression);
    }
    return event.path("data").path(parts.group(1)).asString("").equals(parts.group(2));
  }

  private synchronized void tick() {
    var now = Instant.now();
    var event =
        JSON.valueToTree(
            Map.of(
                "name", "inngest/scheduled.timer",
                "id", UUID.randomUUID().toString(),
                "ts", now.toEpochMilli(),
                "data", Map.of("cron", "TZ=UTC * * * * *")));
    functions.values().stream().filter(Fn::isCron).forEach(fn -> waiting.add(run(fn, event, now)));
  }

  private synchronized void dispatch() {
    var now = Instant.now();
    for (var run : List.copyOf(waiting)) {
      if (!run.at().isAfter(now) && mayStart(run)) {
        waiting.remove(run);
        inFlight.add(run);
        calls.execute(() -> ended(run, answerTo(run)));
      }
    }
  }

  private boolean mayStart(Run run) {
    return run.fn().rules().stream()
        .allMatch(rule ->
            inFlight.stream()
                    .filter(other -> other.fn().id().equals(run.fn().id()))
                    .filter(other -> keyOf(rule, other).equals(keyOf(rule, run)))
                    .count()
                < rule.limit());
  }

  private static String keyOf(Rule rule, Run run) {
    return rule.key()
        .map(key -> run.event().at("/" + key.replaceFirst("^event\\.", "").replace('.', '/')))
        .map(JsonNode::asString)
        .orElse("");
  }

  private Optional<HttpResponse<String>> answerTo(Run run) {
    try {
      return Optional.of(client.send(call(run), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private HttpRequest call(Run run) {
    var body = body(run);
    made.add(JSON.readTree(body));
    return HttpRequest.newBuilder(run.fn().url())
        .timeout(Duration.ofMinutes(2))
        .header("Content-Type", "application/json")
        .header("X-Inngest-Signature", signature(signingKey, body, Instant.now()))
        .header("X-Inngest-Req-Version", "-1")
        .header("X-Run-ID", run.id())
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static byte[] body(Run run) {
    var event = new TreeMap<String, Object>();
    event.put("data", run.event().path("data"));
    event.put("id", run.event().path("id"));
    event.put("name", run.event().path("name"));
    event.put("ts", run.event().path("ts"));
    event.put("user", Map.of());
    var ctx = new TreeMap<String, Object>();
    ctx.put("attempt", run.attempt());
    ctx.put("disable_immediate_execution", false);
    ctx.put("env", "");
    ctx.put("fn_id", UUID.nameUUIDFromBytes(run.fn().id().getBytes(StandardCharsets.UTF_8)));
    ctx.put("generation_id", 1);
    ctx.put("job_id", run.id());
    ctx.put("max_attempts", run.fn().attemptsMax());
    ctx.put("qi_id", run.id());
    ctx.put("request_id", UUID.randomUUID());
    ctx.put("run_id", run.id());
    ctx.put("stack", Map.of("current", 0, "stack", List.of()));
    ctx.put("step_id", "step");
    ctx.put("use_api", false);
    var call = new TreeMap<String, Object>();
    call.put("ctx", ctx);
    call.put("defers", Map.of());
    call.put("event", event);
    call.put("events", List.of(event));
    call.put("steps", Map.of());
    call.put("use_api", false);
    call.put("version", -1);
    return JSON.writeValueAsBytes(call);
  }

  public static String signature(Secret key, byte[] body, Instant at) {
    return Signing.header(key.reveal(), body, at);
  }

  private synchronized void ended(Run run, Optional<HttpResponse<String>> answer) {
    inFlight.remove(run);
    var isDone =
        answer
            .filter(got -> got.statusCode() == 200)
            .flatMap(got -> got.headers().firstValue("x-inngest-sdk"))
            .isPresent();
    var mayRetry =
        answer
            .flatMap(got -> got.headers().firstValue("x-inngest-no-retry"))
            .filter("true"::equals)
            .isEmpty();
    if (!isDone && mayRetry && run.attempt() + 1 < run.fn().attemptsMax()) {
      var at = Instant.now().plus(BACKOFF);
      waiting.add(new Run(run.fn(), run.event(), run.id(), run.attempt() + 1, at));
    } else if (!isDone) {
      failed.add(run.event());
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
