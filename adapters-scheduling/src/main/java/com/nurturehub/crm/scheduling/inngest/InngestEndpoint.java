package com.nurturehub.crm.scheduling.inngest;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one address the Inngest server knows: it looks at us (GET), has us register (PUT) and calls
/// our functions (POST). Whatever carries HTTP hands the requests over.
public final class InngestEndpoint {

  static final int BODY_BYTES_MAX = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(InngestEndpoint.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Never reached, because the server was told less; all of them mean that nothing is running.
  private static final int CALLS_MAX = 10_000;

  /// A stopping node has an equal that takes over, or comes back.
  private static final int SECONDS_UNTIL_ANOTHER_NODE = 1;

  private final InngestSettings settings;
  private final Registration registration;
  private final Map<String, InngestFunction> functions;
  private final Signatures signatures;
  private final InngestServer server;
  private final Semaphore idle = new Semaphore(CALLS_MAX);
  private volatile boolean stopping;

  InngestEndpoint(
      InngestSettings settings,
      Registration registration,
      Signatures signatures,
      InngestServer server) {
    this.settings = settings;
    this.registration = registration;
    this.signatures = signatures;
    this.server = server;
    this.functions =
        registration.functions().stream()
            .collect(Collectors.toMap(registration::nameOf, Function.identity()));
  }

  public Answer answer(Request request) throws IOException {
    var body = request.body().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Answer.never(413, "TooLarge", "Nobody needs a request as long as this.");
    }
    return switch (request.method()) {
      case "GET" -> introspection(request, body);
      case "PUT" -> registration(request);
      case "POST" -> call(request, body);
      default -> Answer.never(405, "Method", "GET, PUT and POST are understood here.");
    };
  }

  boolean register() {
    return server.register(registration.payload(), Optional.empty(), Optional.empty());
  }

  /// Takes no more calls and waits for those that run.
  void stop(Duration patience) {
    stopping = true;
    try {
      if (!idle.tryAcquire(CALLS_MAX, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("slices cut short after={}", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer introspection(Request request, byte[] body) {
    var proof = signatures.check(request.signature(), body);
    var told = new HashMap<String, @Nullable Object>();
    told.put("function_count", functions.size());
    told.put("has_event_key", true);
    told.put("has_signing_key", true);
    told.put("has_signing_key_fallback", settings.fallbackKey().isPresent());
    told.put("mode", "cloud");
    told.put("schema_version", "2024-05-24");
    told.put("authentication_succeeded", succeeded(proof));
    if (proof == Proof.GENUINE) {
      told.put("app_id", settings.app());
      told.put("api_origin", settings.api().toString());
      told.put("event_api_origin", settings.events().toString());
      told.put("framework", "springboot");
      told.put("sdk_language", "java");
      told.put("sdk_version", InngestServer.SDK);
      told.put("serve_origin", settings.ours().resolve("/").toString());
      told.put("serve_path", settings.ours().getPath());
      told.put("signing_key_hash", settings.signingKey().fingerprint());
      told.put(
          "signing_key_fallback_hash",
          settings.fallbackKey().map(SigningKey::fingerprint).orElse(null));
    }
    return Answer.of(200, told);
  }

  /// Null where nothing was tried.
  private static @Nullable Boolean succeeded(Proof proof) {
    return switch (proof) {
      case GENUINE -> true;
      case MISSING -> null;
      case STALE, FORGED -> false;
    };
  }

  /// Anybody may ask for it: what is told, and to whom, is ours.
  private Answer registration(Request request) {
    try {
      var isNew =
          server.register(registration.payload(), request.deployment(), request.serverKind());
      return Answer.of(200, Map.of("message", "Successfully synced.", "modified", isNew));
    } catch (InngestRefused refused) {
      LOG.warn("functions not registered cause={}", refused.getMessage());
      return Answer.of(
          500,
          Map.of(
              "message", Optional.ofNullable(refused.getMessage()).orElse(""), "modified", false));
    }
  }

  private Answer call(Request request, byte[] body) {
    var proof = signatures.check(request.signature(), body);
    if (proof != Proof.GENUINE) {
      LOG.warn("call refused because={}", proof);
      return Answer.again("Unauthorized", proof.sentence());
    }
    var function = request.function().map(functions::get);
    if (function.isEmpty()) {
      return Answer.again("UnknownFunction", "No function of that name is ours.");
    }
    if (stopping || !idle.tryAcquire()) {
      return Answer.againIn(SECONDS_UNTIL_ANOTHER_NODE, "Stopping", "Another node will do it.");
    }
    try {
      return called(function.get(), body);
    } finally {
      idle.release();
    }
  }

  private static Answer called(InngestFunction function, byte[] body) {
    try {
      function.call(event(body));
      return Answer.done();
    } catch (IllegalArgumentException | JacksonException none) {
      LOG.warn("call not understood function={}", function.id());
      return Answer.never(400, "NotUnderstood", "The event is none of ours.");
    } catch (RuntimeException fault) {
      // The row says what is still to be done, so the server may ask again.
      LOG.warn("call failed function={} cause={}", function.id(), fault.toString());
      return Answer.again("Failed", "The slice did not end well; the log says why.");
    }
  }

  private static JsonNode event(byte[] body) {
    return JSON.readTree(body).path("event");
  }
}
