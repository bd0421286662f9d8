package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.loop.LoopPayloads.Body;
import com.nurturehub.crm.connector.loop.LoopPayloads.Listing;
import com.nurturehub.crm.connector.loop.LoopPayloads.Problem;
import com.nurturehub.crm.connector.loop.LoopPayloads.Row;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Loop as one team sees it: a method per call.
record LoopApi(LoopSettings settings, Exchange loop, LoopAuth auth, InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(LoopApi.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /// How a write was answered.
  sealed interface Written {

    record Done(Row row, Moment served) implements Written {}

    record Refused(Problem problem) implements Written {}

    record Unknown() implements Written {}
  }

  /// A person as it was shown, and when by Loop's clock.
  record Shown(Row row, Moment served) {}

  /// Which page of a list is wanted.
  record Asked(LoopSettings.Path path, int page, int size, Optional<Instant> since) {}

  /// Whether the key opens this path. Nothing means that the key may be good and the path is not
  /// for it.
  Optional<Boolean> proves(String path) {
    var response = call("GET", path, Optional.empty());
    if (response.status() == 403 || response.status() == 404) {
      return Optional.empty();
    }
    if (response.status() == 401) {
      return Optional.of(false);
    }
    try {
      reader().items(success(response, false).body());
      return Optional.of(true);
    } catch (LoopReader.Unreadable unreadable) {
      throw LoopFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Empty where the answer would be larger than one may be.
  Optional<Listing> people(Asked asked) {
    var response = asked(asked);
    return response.isSuccess() && !response.isWhole()
        ? Optional.empty()
        : Optional.of(listing(response, asked.path()));
  }

  /// Somebody too large to be read is known to be there, and no more.
  Listing alone(Asked asked) {
    var response = asked(asked);
    if (response.isSuccess() && !response.isWhole()) {
      var row = reader().beginning(response.body(), Optional.empty(), "it is too large");
      return new Listing(List.of(row), OptionalLong.empty(), Moment.of(response, clock.instant()));
    }
    return listing(response, asked.path());
  }

  private CrmResponse asked(Asked asked) {
    var people = settings.people();
    var query = new LinkedHashMap<String, String>();
    query.put(people.sizeParameter(), Integer.toString(asked.size()));
    query.put(people.pageParameter(), Integer.toString(asked.page()));
    asked.since().ifPresent(since -> query.put(people.sinceParameter(), since.toString()));
    return call("GET", asked.path().path() + encoded(query), Optional.empty());
  }

  Listing withAddress(LoopSettings.Path path, String email) {
    var people = settings.people();
    var query = new LinkedHashMap<String, String>();
    query.put(people.sizeParameter(), Integer.toString(people.size()));
    query.put(people.emailParameter(), email);
    return listing(call("GET", path.path() + encoded(query), Optional.empty()), path);
  }

  private Listing listing(CrmResponse response, LoopSettings.Path path) {
    try {
      return reader()
          .people(success(response, false).body(), path, Moment.of(response, clock.instant()));
    } catch (LoopReader.Unreadable unreadable) {
      throw LoopFailures.USUAL.unreadable(unreadable.why());
    }
  }

  /// Empty if there is none, or it is another team's.
  Optional<Shown> person(String external) {
    var path = LoopMapping.path(settings.people(), external);
    var id = LoopMapping.bare(settings.people(), external);
    var response = call("GET", path.path() + "/" + segment(id), Optional.empty());
    if (response.status() == 404) {
      return Optional.empty();
    }
    if (response.isSuccess() && !response.isWhole()) {
      var row = reader().beginning(response.body(), Optional.of(external), "it is too large");
      return Optional.of(new Shown(row, Moment.of(response, clock.instant())));
    }
    return Optional.of(shown(success(response, false), path, false));
  }

  Written create(LoopSettings.Path path, Body body) {
    return written(
        call("POST", path.path(), Optional.of(tree(body, JSON.createObjectNode()))), path);
  }

  /// `whole` is the record as it was just shown; only a replacing update needs it.
  Written update(String external, Body body, ObjectNode whole) {
    var path = LoopMapping.path(settings.people(), external);
    var at = path.path() + "/" + segment(LoopMapping.bare(settings.people(), external));
    var response =
        switch (settings.people().update()) {
          case PATCH -> call("PATCH", at, Optional.of(tree(body, JSON.createObjectNode())));
          case PUT -> call("PUT", at, Optional.of(tree(body, whole.deepCopy())));
        };
    return written(response, path);
  }

  Written note(String external, String text, Instant at) {
    var path = LoopMapping.path(settings.people(), external);
    var id = segment(LoopMapping.bare(settings.people(), external));
    var body = JSON.createObjectNode().put("text", text).put("occurredAt", at.toString());
    var response =
        call("POST", path.path() + "/" + id + settings.people().notesPath(), Optional.of(body));
    return switch (response.status()) {
      case 400, 422 -> new Written.Refused(reader().problem(response.body()));
      case 404 -> new Written.Unknown();
      default -> {
        var done = success(response, true);
        yield new Written.Done(
            reader().beginning(done.body(), Optional.of(external), "it is a note"),
            Moment.of(done, clock.instant()));
      }
    };
  }

  private Written written(CrmResponse response, LoopSettings.Path path) {
    return switch (response.status()) {
      case 400, 409, 422 -> new Written.Refused(reader().problem(response.body()));
      case 404 -> new Written.Unknown();
      default -> {
        var shown = shown(success(response, true), path, true);
        yield new Written.Done(shown.row(), shown.served());
      }
    };
  }

  private Shown shown(CrmResponse response, LoopSettings.Path path, boolean writes) {
    try {
      return new Shown(
          reader().person(response.body(), path), Moment.of(response, clock.instant()));
    } catch (LoopReader.Unreadable unreadable) {
      throw LoopFailures.USUAL.unreadable(unreadable.why(), writes);
    }
  }

  /// A success, outside and inside, that can be read.
  private CrmResponse success(CrmResponse response, boolean writes) {
    if (!response.isSuccess()) {
      throw LoopFailures.of(response, writes, clock.instant(), settings.pace().pause());
    }
    if (!response.isWhole()) {
      throw LoopFailures.USUAL.unreadable("it is larger than an answer may be", writes);
    }
    if (!response.isJson()) {
      throw LoopFailures.USUAL.unreadable("it is not JSON and says so", writes);
    }
    if (reader().failsInside(response.body())) {
      throw LoopFailures.inside(writes);
    }
    return response;
  }

  /// An absent value clears its member.
  private ObjectNode tree(Body body, ObjectNode onto) {
    body.members()
        .forEach((field, value) -> {
          JsonNode json =
              value instanceof Optional
                  ? JsonNodeFactory.instance.nullNode()
                  : JSON.valueToTree(value);
          put(onto, settings.fields().of(field).substring(1), json);
        });
    return onto;
  }

  private static void put(ObjectNode into, String place, JsonNode value) {
    var slash = place.indexOf('/');
    if (slash < 0) {
      into.set(place, value);
    } else {
      put(into.withObjectProperty(place.substring(0, slash)), place.substring(slash + 1), value);
    }
  }

  private CrmResponse call(String method, String path, Optional<ObjectNode> body) {
    var request =
        new CrmRequest(
            method,
            URI.create(settings.api() + path),
            Map.of(settings.keyHeader(), auth.teamKey().reveal()),
            Optional.empty(),
            body.map(
                tree -> new CrmRequest.Body("application/json", JSON.writeValueAsString(tree))),
            method.equals("GET") ? Effect.READS : Effect.WRITES);
    var response = loop.exchange(request);
    if (response.status() >= 400) {
      LOG.atInfo()
          .addKeyValue("status", response.status())
          .log("Loop answered {} with {}", request, response.status());
    }
    return response;
  }

  LoopReader reader() {
    return new LoopReader(settings);
  }

  private static String encoded(Map<String, String> query) {
    var text = new StringBuilder();
    query.forEach((name, value) ->
        text.append(text.isEmpty() ? '?' : '&')
            .append(segment(name))
            .append('=')
            .append(segment(value)));
    return text.toString();
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
