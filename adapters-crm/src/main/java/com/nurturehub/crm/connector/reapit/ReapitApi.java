package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Hook;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Problem;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Reapit's platform as one customer sees it: a method per call.
record ReapitApi(
    ReapitSettings settings,
    Exchange platform,
    ReapitAuth auth,
    String customer,
    InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(ReapitApi.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CONTACTS = "/contacts/";
  private static final String HOOKS = "/resthooks/";
  private static final int HOOKS_MAX = 100;

  /// What is gone already is not removed twice.
  private static final Set<String> REPEATABLE = Set.of("GET", "DELETE");

  /// How a listing was answered.
  sealed interface Listed {

    record Served(Listing listing) implements Listed {}

    /// There was an answer that is of no use, perhaps because of a single record in it. Where it
    /// was `endless`, the same request will never be answered better. `first` is what can be told
    /// of its first contact.
    record Spoiled(CrmFailure why, boolean endless, Optional<Row> first) implements Listed {}
  }

  /// How a write was answered.
  sealed interface Written {

    /// With the new contact's id, if Reapit said which.
    record Done(Optional<String> id) implements Written {}

    record Refused(Problem problem) implements Written {}

    /// The tag was not the current one.
    record Stale() implements Written {}

    record Unknown() implements Written {}
  }

  /// A contact as it was shown, and when by Reapit's clock.
  record Shown(Row row, Moment served) {}

  Listed contacts(ReapitQuery query) {
    var response = call("GET", CONTACTS + "?" + query.text(), Optional.empty(), Map.of());
    if (response.status() == 500) {
      return new Listed.Spoiled(failure(response, false), false, Optional.empty());
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isWhole()) {
      var why = ReapitFailures.USUAL.unreadable("it is larger than an answer may be");
      return new Listed.Spoiled(
          why, true, Optional.of(ReapitReader.beginning(response.body(), "it is too large")));
    }
    if (!response.isJson()) {
      throw ReapitFailures.USUAL.unreadable("it is not JSON and says so");
    }
    try {
      return new Listed.Served(
          ReapitReader.listing(response.body(), Moment.of(response, clock.instant())));
    } catch (ReapitReader.Unreadable unreadable) {
      return new Listed.Spoiled(
          ReapitFailures.USUAL.unreadable(unreadable.why()),
          false,
          Optional.of(ReapitReader.beginning(response.body(), unreadable.why())));
    }
  }

  Optional<Shown> contact(String id) {
    var response = call("GET", CONTACTS + segment(id) + roles(), Optional.empty(), Map.of());
    if (response.status() == 404) {
      return Optional.empty();
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isJson() || !response.isWhole()) {
      throw ReapitFailures.USUAL.unreadable("it is no contact");
    }
    try {
      return Optional.of(
          new Shown(ReapitReader.contact(response.body()), Moment.of(response, clock.instant())));
    } catch (ReapitReader.Unreadable unreadable) {
      throw ReapitFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Written create(Body body) {
    return written(call("POST", CONTACTS, Optional.of(body), Map.of()));
  }

  Written update(String id, String tag, Body body) {
    return written(
        call("PATCH", CONTACTS + segment(id), Optional.of(body), Map.of("If-Match", tag)));
  }

  List<Hook> hooks() {
    var query = ReapitQuery.page(HOOKS_MAX, 1).with("active", true);
    var response = call("GET", HOOKS + "?" + query.text(), Optional.empty(), Map.of());
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return ReapitReader.hooks(response.body());
    } catch (ReapitReader.Unreadable unreadable) {
      throw ReapitFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Written addHook(Body body) {
    return written(call("POST", HOOKS, Optional.of(body), Map.of()));
  }

  void removeHook(String id) {
    var response = call("DELETE", HOOKS + segment(id), Optional.empty(), Map.of());
    if (!response.isSuccess() && response.status() != 404) {
      throw failure(response, false);
    }
  }

  private Written written(CrmResponse response) {
    return switch (response.status()) {
      case 400, 422 -> new Written.Refused(ReapitReader.problem(response.body()));
      case 404 -> new Written.Unknown();
      case 412 -> new Written.Stale();
      default -> {
        if (!response.isSuccess()) {
          throw failure(response, true);
        }
        yield new Written.Done(response.header("location").flatMap(ReapitApi::lastSegment));
      }
    };
  }

  /// The host in it may be one that works only inside Reapit, so nobody goes there.
  private static Optional<String> lastSegment(String location) {
    var path = location.replaceAll("[?#].*$", "").replaceAll("/+$", "");
    var id = path.substring(path.lastIndexOf('/') + 1);
    return id.matches("[A-Za-z0-9._-]{1,200}") ? Optional.of(id) : Optional.empty();
  }

  /// A refused token is renewed once.
  private CrmResponse call(
      String method, String path, Optional<Body> body, Map<String, String> headers) {
    var token = auth.current();
    var request = request(method, path, body, headers, token);
    var response = platform.exchange(request);
    if (ReapitFailures.refusesTheToken(response)) {
      auth.refused(token);
      response = platform.exchange(request(method, path, body, headers, auth.current()));
    }
    if (response.status() >= 400) {
      LOG.atInfo()
          .addKeyValue("customer", customer)
          .addKeyValue("status", response.status())
          .addKeyValue("requestId", requestId(response))
          .log("Reapit answered {} with {}", request, response.status());
    }
    return response;
  }

  private CrmRequest request(
      String method, String path, Optional<Body> body, Map<String, String> headers, Secret token) {
    var all = new HashMap<>(headers);
    all.put("reapit-customer", customer);
    all.put("api-version", settings.version());
    return new CrmRequest(
        method,
        URI.create(settings.platform() + path),
        all,
        Optional.of(Secret.of("Bearer " + token.reveal())),
        body.map(ReapitApi::json),
        REPEATABLE.contains(method) ? Effect.READS : Effect.WRITES);
  }

  private static CrmRequest.Body json(Body body) {
    return new CrmRequest.Body("application/json", JSON.writeValueAsString(body.members()));
  }

  private CrmFailure failure(CrmResponse response, boolean writes) {
    return ReapitFailures.of(response, writes, clock.instant());
  }

  /// Reapit's support asks for it.
  private static String requestId(CrmResponse response) {
    return response
        .header("x-amzn-requestid")
        .filter(id -> id.matches("[A-Za-z0-9-]{1,64}"))
        .orElse("none");
  }

  private String roles() {
    return settings.sweeping().roles() ? "?embed=relationships" : "";
  }

  private static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
