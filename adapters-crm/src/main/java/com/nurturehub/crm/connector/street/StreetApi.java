package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.street.StreetPayloads.Body;
import com.nurturehub.crm.connector.street.StreetPayloads.Branch;
import com.nurturehub.crm.connector.street.StreetPayloads.Enquiry;
import com.nurturehub.crm.connector.street.StreetPayloads.Listing;
import com.nurturehub.crm.connector.street.StreetPayloads.Problem;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// Street as one company sees it: a method per call.
record StreetApi(StreetSettings settings, Exchange street, StreetAuth auth, InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(StreetApi.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int BRANCHES_MAX = 100;
  private static final int ENQUIRIES_MAX = 25;

  /// How a listing was answered.
  sealed interface Listed {

    record Served(Listing listing) implements Listed {}

    /// There was an answer that is of no use, perhaps because of a single record in it. Where it
    /// was `endless`, the same request will never be answered better. `first` is what can be told
    /// of its first person.
    record Spoiled(CrmFailure why, boolean endless, Optional<Row> first) implements Listed {}
  }

  /// How a write was answered.
  sealed interface Written<T> {

    record Done<T>(T shown) implements Written<T> {}

    record Refused<T>(Problem problem) implements Written<T> {}

    record Unknown<T>() implements Written<T> {}
  }

  /// A person as it was shown, and when by Street's clock.
  record Shown(Row row, Moment served) {}

  Listed people(StreetQuery query) {
    var response = read("/people?" + query.text());
    if (response.status() == 500) {
      return new Listed.Spoiled(failure(response, false), false, Optional.empty());
    }
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isWhole()) {
      var first = StreetReader.beginning(response.body(), "it is too large");
      return new Listed.Spoiled(
          StreetFailures.USUAL.unreadable("it is larger than an answer may be"),
          true,
          Optional.of(first));
    }
    if (!response.isJson()) {
      throw StreetFailures.USUAL.unreadable("it is not JSON and says so");
    }
    try {
      return new Listed.Served(
          StreetReader.people(response.body(), Moment.of(response, clock.instant())));
    } catch (StreetReader.Unreadable unreadable) {
      throw StreetFailures.USUAL.unreadable(unreadable.why());
    }
  }

  Optional<Shown> person(String id) {
    var response = read("/people/" + segment(id) + "?include=applicants");
    return response.status() == 404 ? Optional.empty() : Optional.of(shown(response, false));
  }

  Written<Shown> update(String id, Body body) {
    var response = write("PATCH", "/people/" + segment(id), body);
    return switch (response.status()) {
      case 400, 409, 422 -> new Written.Refused<>(StreetReader.problem(response.body()));
      case 404 -> new Written.Unknown<>();
      default -> {
        if (!response.isSuccess()) {
          throw failure(response, true);
        }
        yield new Written.Done<>(shown(response, true));
      }
    };
  }

  /// Answers the enquiry, or why it was refused.
  Written<Enquiry> enquire(Body body) {
    var response = write("POST", "/enquiries", body);
    return switch (response.status()) {
      case 400, 409, 422 -> new Written.Refused<>(StreetReader.problem(response.body()));
      default -> {
        if (!response.isSuccess()) {
          throw failure(response, true);
        }
        yield new Written.Done<>(enquiry(response, true));
      }
    };
  }

  Enquiry enquiry(String id) {
    var response = read("/enquiries/" + segment(id) + "?include=person");
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    return enquiry(response, false);
  }

  /// The enquiries of an address.
  List<Enquiry> enquiriesOf(String email) {
    var response = read("/enquiries?" + StreetQuery.page(ENQUIRIES_MAX, 1).email(email).text());
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    try {
      return StreetReader.enquiries(response.body());
    } catch (StreetReader.Unreadable unreadable) {
      throw StreetFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Leaves an entry in a person's activity. Street shows nothing of it again.
  Written<Moment> act(Body body) {
    var response = write("POST", "/activity", body);
    return switch (response.status()) {
      case 400, 404, 409, 422 -> new Written.Refused<>(StreetReader.problem(response.body()));
      default -> {
        if (!response.isSuccess()) {
          throw failure(response, true);
        }
        yield new Written.Done<>(Moment.of(response, clock.instant()));
      }
    };
  }

  /// All branches the company ever had, as far as they fit on a page.
  List<Branch> branches() {
    var response = read("/branches?" + StreetQuery.page(BRANCHES_MAX, 1).allEver().text());
    if (!response.isSuccess()) {
      throw failure(response, false);
    }
    if (!response.isJson() || !response.isWhole()) {
      throw StreetFailures.USUAL.unreadable("it is no list of branches");
    }
    try {
      return StreetReader.branches(response.body());
    } catch (StreetReader.Unreadable unreadable) {
      throw StreetFailures.USUAL.unreadable(unreadable.why());
    }
  }

  private Shown shown(CrmResponse response, boolean writes) {
    if (!response.isSuccess()) {
      throw failure(response, writes);
    }
    if (!response.isWhole()) {
      return new Shown(
          StreetReader.beginning(response.body(), "it is too large"),
          Moment.of(response, clock.instant()));
    }
    if (!response.isJson()) {
      throw StreetFailures.USUAL.unreadable("it is no person", writes);
    }
    try {
      return new Shown(StreetReader.person(response.body()), Moment.of(response, clock.instant()));
    } catch (StreetReader.Unreadable unreadable) {
      throw StreetFailures.USUAL.unreadable(unreadable.why(), writes);
    }
  }

  private static Enquiry enquiry(CrmResponse response, boolean writes) {
    try {
      return StreetReader.enquiry(response.body());
    } catch (StreetReader.Unreadable unreadable) {
      throw StreetFailures.USUAL.unreadable(unreadable.why(), writes);
    }
  }

  private CrmResponse read(String path) {
    return call("GET", path, Optional.empty(), Effect.READS);
  }

  private CrmResponse write(String method, String path, Body body) {
    return call(method, path, Optional.of(json(body)), Effect.WRITES);
  }

  private CrmResponse call(
      String method, String path, Optional<CrmRequest.Body> body, Effect effect) {
    var request =
        new CrmRequest(
            method,
            URI.create(settings.api() + path),
            Map.of("Accept", settings.mediaType()),
            Optional.of(auth.header()),
            body,
            effect);
    var response = street.exchange(request);
    if (response.status() >= 400) {
      LOG.atInfo()
          .addKeyValue("status", response.status())
          .log("Street answered {} with {}", request, response.status());
    }
    return response;
  }

  /// An absent value stands for null.
  private static CrmRequest.Body json(Body body) {
    var data = new LinkedHashMap<String, Object>();
    data.put("type", body.type());
    body.id().ifPresent(id -> data.put("id", id));
    var attributes = JSON.createObjectNode();
    body.attributes()
        .forEach((name, value) -> {
          if (value instanceof Optional) {
            attributes.putNull(name);
          } else {
            attributes.set(name, JSON.valueToTree(value));
          }
        });
    data.put("attributes", attributes);
    body.relationships().ifPresent(relations -> data.put("relationships", relations));
    return new CrmRequest.Body(
        StreetSettings.JSON_API, JSON.writeValueAsString(Map.of("data", data)));
  }

  private CrmFailure failure(CrmResponse response, boolean writes) {
    return StreetFailures.of(response, writes, clock.instant(), settings.pace().pause());
  }

  private static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
