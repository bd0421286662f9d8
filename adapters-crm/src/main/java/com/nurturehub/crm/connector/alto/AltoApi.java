package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoFailures.Standing;
import com.nurturehub.crm.connector.alto.AltoPayloads.Body;
import com.nurturehub.crm.connector.alto.AltoPayloads.Integration;
import com.nurturehub.crm.connector.alto.AltoPayloads.Listing;
import com.nurturehub.crm.connector.alto.AltoPayloads.Note;
import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.connector.alto.AltoPayloads.Problem;
import com.nurturehub.crm.connector.alto.AltoPayloads.Shown;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alto as it is seen for one agency: a method per call.
record AltoApi(
    AltoSettings settings, Exchange exchange, AltoAuth auth, String agency, InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(AltoApi.class);
  private static final String CONTACTS = "/contacts";
  private static final String NOTES = "/file-notes";
  private static final String INTEGRATION = "/partners/integration";
  private static final int FOUND_MAX = 25;

  /// How a listing was answered.
  sealed interface Listed {

    record Served(Listing listing) implements Listed {}

    /// Alto does not take this query, most likely because its token is too old.
    record Refused(CrmFailure why) implements Listed {}
  }

  /// How a household was answered. Alto may fail whenever a certain one is asked for, which must
  /// not be taken for a failure of Alto's as a whole.
  sealed interface Asked {

    record Answered(Shown shown) implements Asked {}

    record Unknown() implements Asked {}

    record Failed(CrmFailure why) implements Asked {}
  }

  /// How a write was answered.
  sealed interface Written {

    record Done(CrmResponse answer) implements Written {}

    record Refused(Problem problem) implements Written {}

    /// It exists already; these are the households it may be.
    record Duplicate(List<String> ids) implements Written {}

    record Unknown() implements Written {}
  }

  /// Whether, and how far, the agency lets us in.
  Integration integration() {
    var response = get(INTEGRATION, AltoQuery.NONE);
    if (!response.isSuccess()) {
      var standing = standing(response);
      throw standing == Standing.UNSAID ? failure(response, false) : AltoFailures.of(standing);
    }
    try {
      return AltoReader.integration(sound(response));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Tells Alto that the import is complete. Nothing depends on it.
  void reportActive() {
    var body =
        Body.of("application/json", AltoReader.json(Map.of("partnerIntegrationStatus", "Active")));
    try {
      call("POST", INTEGRATION + "/status", Optional.of(body));
    } catch (CrmFailure failure) {
      LOG.info("Alto was not told that the import is complete cause={}", failure.why());
    }
  }

  Listed listing(AltoQuery query) {
    var response = get(CONTACTS + "/all", query);
    if (response.status() == 400) {
      return new Listed.Refused(failure(response, false));
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isJson()) {
      throw AltoFailures.USUAL.unreadable("it is not JSON and says so");
    }
    try {
      return new Listed.Served(
          AltoReader.listing(
              response.body(), response.isWhole(), Moment.of(response, clock.instant())));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Asked household(String id) {
    var response = get(path(id), AltoQuery.NONE);
    if (response.status() == 404) {
      return new Asked.Unknown();
    }
    if (response.status() == 500) {
      return new Asked.Failed(failure(response, false));
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isWhole()) {
      return new Asked.Answered(
          AltoReader.unshown(
              id, "it is too large", response.body(), Moment.of(response, clock.instant())));
    }
    try {
      return new Asked.Answered(
          AltoReader.shown(id, json(response), Moment.of(response, clock.instant())));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Several at once. Those that are unknown are left out.
  List<Shown> households(List<String> ids) {
    var response = get(CONTACTS, AltoQuery.NONE.withEach("id", ids));
    if (response.status() == 404) {
      return List.of();
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return AltoReader.several(sound(response), Moment.of(response, clock.instant()));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Nothing for a household that is unknown.
  Optional<List<Preference>> preferences(String id) {
    var response = get(path(id) + "/preferences", AltoQuery.NONE);
    if (response.status() == 404) {
      return Optional.empty();
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return Optional.of(AltoReader.preferences(sound(response)));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// The ids of households that have to do with these words, live and archived ones.
  List<String> found(String words) {
    var query = AltoQuery.NONE.with("query", words).with("max-results", FOUND_MAX);
    var response = get(CONTACTS + "/search", query);
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return AltoReader.found(sound(response));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Written create(Body body) {
    return written(call("POST", CONTACTS, Optional.of(body)));
  }

  Written update(String household, String person, Body patch) {
    var path = path(household) + "/persons/" + AltoQuery.encoded(person);
    return written(call("PATCH", path, Optional.of(patch)));
  }

  Written say(String household, Body consent) {
    return written(call("POST", path(household) + "/preferences", Optional.of(consent)));
  }

  List<Note> notes(String household) {
    var response = get(NOTES + "/search", AltoQuery.NONE.with("contact-id", household));
    if (response.status() == 404) {
      return List.of();
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return AltoReader.notes(sound(response));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Written addNote(Body note) {
    return written(call("POST", NOTES, Optional.of(note)));
  }

  Written replaceNote(String note, Body patch) {
    return written(call("PATCH", NOTES + "/" + AltoQuery.encoded(note), Optional.of(patch)));
  }

  private Written written(CrmResponse response) {
    return switch (response.status()) {
      case 400, 422 -> {
        var standing = standing();
        if (standing != Standing.ACTIVE && standing != Standing.UNSAID) {
          throw AltoFailures.of(standing);
        }
        yield new Written.Refused(AltoReader.problem(response.body()));
      }
      case 404 -> new Written.Unknown();
      case 409 -> new Written.Duplicate(duplicates(response));
      default -> {
        if (!response.isSuccess()) {
          throw failure(response, true);
        }
        if (!response.isWhole()) {
          throw AltoFailures.unreadableAfterWriting();
        }
        yield new Written.Done(response);
      }
    };
  }

  /// Nobody goes where a location points; only the number at its end counts.
  private static List<String> duplicates(CrmResponse response) {
    return response.headers("location").stream()
        .map(location -> location.replaceAll("[?#].*$", "").replaceAll("/+$", ""))
        .map(location -> location.substring(location.lastIndexOf('/') + 1))
        .filter(id -> id.matches("\\d{1,18}"))
        .distinct()
        .toList();
  }

  private CrmResponse get(String path, AltoQuery query) {
    return call("GET", path + query.text(), Optional.empty());
  }

  /// A refused token is renewed once.
  private CrmResponse call(String method, String path, Optional<Body> body) {
    var token = auth.current();
    var request = request(method, path, body, token);
    var response = exchange.exchange(request);
    if (response.status() == 401) {
      auth.refused(token);
      response = exchange.exchange(request(method, path, body, auth.current()));
    }
    if (response.status() >= 400) {
      LOG.info("Alto answered {} with {}", request, response.status());
    }
    return response;
  }

  private CrmRequest request(String method, String path, Optional<Body> body, Secret token) {
    var headers = new HashMap<String, String>();
    if (settings.asking().sendsAgencyRef()) {
      headers.put("AgencyRef", agency);
    }
    return new CrmRequest(
        method,
        URI.create(settings.api() + path),
        headers,
        Optional.of(Secret.of("Bearer " + token.reveal())),
        body.map(given -> new CrmRequest.Body(given.contentType(), given.json())),
        method.equals("GET") ? Effect.READS : Effect.WRITES);
  }

  private CrmFailure failure(CrmResponse response, boolean writes) {
    var standing = AltoFailures.isAmbiguous(response) ? standing() : Standing.UNSAID;
    return AltoFailures.of(response, writes, standing, clock.instant());
  }

  /// How the agency stands to us; unsaid where that cannot be learned either.
  private Standing standing() {
    try {
      return standing(get(INTEGRATION, AltoQuery.NONE));
    } catch (CrmFailure _) {
      return Standing.UNSAID;
    }
  }

  private static Standing standing(CrmResponse integration) {
    return switch (integration.status()) {
      case 200 -> Standing.ACTIVE;
      case 404 -> Standing.NOT_ACTIVATED;
      case 401, 403 -> Standing.UNKNOWN_AGENCY;
      default -> Standing.UNSAID;
    };
  }

  private static byte[] json(CrmResponse response) throws AltoReader.Unreadable {
    if (!response.isJson()) {
      throw new AltoReader.Unreadable("it is not JSON and says so");
    }
    return response.body();
  }

  private static byte[] sound(CrmResponse response) throws AltoReader.Unreadable {
    if (!response.isWhole()) {
      throw new AltoReader.Unreadable("it is larger than an answer may be");
    }
    return json(response);
  }

  private static String path(String household) {
    return CONTACTS + "/" + AltoQuery.encoded(household);
  }
}
