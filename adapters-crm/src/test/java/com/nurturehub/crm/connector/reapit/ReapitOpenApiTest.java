package com.nurturehub.crm.connector.reapit;

import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.Times;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Do we and the sandbox speak as Reapit has published it?
///
/// Reapit's own description is known to be wrong in a few points; each is amended here with its
/// source, the sheet `reapit.md`.
class ReapitOpenApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "reapit/openapi-contacts.json";

  private final List<Exchanged> exchanged = new CopyOnWriteArrayList<>();

  private record Exchanged(CrmRequest request, CrmResponse response) {}

  @BeforeEach
  void needsTheDescription() {
    assumeTrue(
        description().filter(Files::isRegularFile).isPresent(),
        "Not checked against Reapit's description: set NURTUREHUB_OPENAPI_DIR to its folder.");
  }

  @Test
  void every_request_and_every_answer_is_as_published() {
    try (var reapit = AtReapit.with(230)) {
      visit(reapit);
    }

    var validator = validator();
    assertThat(exchanged).hasSizeGreaterThan(25);
    for (var call : exchanged) {
      var report = validator.validate(request(call.request()), response(call.response()));
      assertThat(report.getMessages().stream().map(ValidationReport.Message::getMessage))
          .as("%s, %s", call.request(), call.response())
          .isEmpty();
    }
  }

  @Test
  void what_is_not_as_published_is_noticed() {
    var validator = validator();
    var unknownType =
        SimpleRequest.Builder.post("/contacts/")
            .withHeader("reapit-customer", "RES")
            .withHeader("api-version", "2020-01-31")
            .withContentType("application/json")
            .withBody(
                "{\"surname\":4711,\"marketingConsent\":\"grant\",\"officeIds\":[\"OXF\"],"
                    + "\"negotiatorIds\":[\"JAS\"]}")
            .build();
    var withoutTag =
        SimpleRequest.Builder.patch("/contacts/OXF18000001")
            .withHeader("reapit-customer", "RES")
            .withHeader("api-version", "2020-01-31")
            .withContentType("application/json")
            .withBody("{\"surname\":\"Byron\"}")
            .build();
    var withoutCustomer =
        SimpleRequest.Builder.get("/contacts/").withHeader("api-version", "2020-01-31").build();

    assertThat(keys(validator.validateRequest(unknownType)))
        .anyMatch(key -> key.startsWith("validation.request.body"));
    assertThat(keys(validator.validateRequest(withoutTag)))
        .contains("validation.request.parameter.header.missing");
    assertThat(keys(validator.validateRequest(withoutCustomer)))
        .contains("validation.request.parameter.header.missing");
    assertThat(
            keys(
                validator.validateResponse(
                    "/contacts/OXF18000001",
                    Request.Method.GET,
                    SimpleResponse.Builder.ok()
                        .withContentType("application/json")
                        .withBody("{\"id\":\"A\",\"fromArchive\":\"perhaps\"}")
                        .build())))
        .isNotEmpty();
  }

  /// All that the connector ever does.
  private void visit(AtReapit reapit) {
    try (var application =
        new ReapitApplication(
            reapit.settings,
            Worlds.with(reapit.pauses::add)
                .watchedBy(inner ->
                    request -> {
                      var response = inner.exchange(request);
                      if (request.uri().getPath().startsWith("/reapit/platform")) {
                        exchanged.add(new Exchanged(request, response));
                      }
                      return response;
                    }))) {
      var connector = application.connectTo(AtReapit.at(AtReapit.CUSTOMER));
      connector.authenticate();
      read(connector, new Reading.Everything(SyncCursor.START));
      read(connector, new Reading.Changes(Instant.parse("2025-11-01T00:00:00Z"), SyncCursor.START));
      write(connector, reapit);
      connector.subscribeToEvents(
          new EventHandler(
              URI.create("http://127.0.0.1:1/webhooks/reapit"), new ConnectionId(new UUID(1, 1))));
      reapit.sandbox.reapit().disconnect(AtReapit.CUSTOMER);
      fail(connector);
    }
  }

  private static void read(CRMConnector connector, Reading reading) {
    try (var pages = connector.listContacts(reading)) {
      while (pages.next().isPresent()) {
        // Every page is looked at on its way.
      }
    }
  }

  private static void write(CRMConnector connector, AtReapit reapit) {
    var staff = reapit.desk().look(reapit.desk().create(AtReapit.json("{'surname':'X'}")));
    var person = ada().at("ada@example.com", "byron@example.com");
    var scored = Signals.NONE.with(new Signal.ScoreChanged(72, true, Times.NINE));
    var contact = person.inHub(Times.NINE).with(scored);
    var created =
        connector.pushContact(
            new ContactChange.Create(
                contact,
                contact.details(),
                PushContent.of(EnumSet.allOf(SignalKind.class)),
                Map.of(
                    "officeId", staff.path("officeIds").path(0).asString(),
                    "negotiatorId", staff.path("negotiatorIds").path(0).asString()),
                true));
    var current = ((Landed) created).readBack().orElseThrow();
    var everything =
        new PushContent(
            EnumSet.allOf(ContactField.class),
            Set.of(),
            EnumSet.allOf(Channel.class),
            EnumSet.allOf(SignalKind.class));
    connector.pushContact(
        update(
            current,
            ada().surnamed("Lovelace").on("+447400123456").living("High Street", "OX1 1AA"),
            everything));
    connector.pushContact(update(current, ada().surnamed("Late"), everything));
    read(connector, new Reading.Only(Set.of(current.id())));
  }

  private static ContactChange update(CrmContact before, Person wanted, PushContent content) {
    var contact = wanted.inHub(Times.NINE);
    var consents = contact.consents();
    for (var channel : Channel.values()) {
      consents = consents.with(channel, new Consent(ConsentStatus.GRANTED, Times.TEN));
    }
    return new ContactChange.Update(
        contact.with(consents),
        contact.details(),
        content,
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }

  private static void fail(CRMConnector connector) {
    try {
      connector.authenticate();
    } catch (CrmFailure expected) {
      assertThat(expected).isInstanceOf(CrmFailure.Persistent.class);
    }
  }

  // ---- the description, amended

  private static OpenApiInteractionValidator validator() {
    return OpenApiInteractionValidator.createForInlineApiSpecification(amended().toString())
        .withBasePathOverride("/")
        .build();
  }

  private static ObjectNode amended() {
    try {
      var api = (ObjectNode) JSON.readTree(Files.readString(description().orElseThrow()));
      letAnyValueBeMetadata(api);
      declareTheHeaders(api);
      listTheErrors(api);
      return api;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// 2.3: `metadata`, `extrasField` and `_embedded` hold any value, not just objects.
  private static void letAnyValueBeMetadata(ObjectNode api) {
    for (var schema : api.path("components").path("schemas")) {
      for (var name : List.of("metadata", "extrasField", "_embedded")) {
        if (schema.path("properties").path(name) instanceof ObjectNode member
            && member.path("type").asString().equals("object")) {
          member.remove("additionalProperties");
        }
      }
    }
  }

  /// 1.4 and 6: every call carries them, and the description does not declare them.
  private static void declareTheHeaders(ObjectNode api) {
    operations(api)
        .forEach(operation -> {
          var parameters =
              operation.get("parameters") instanceof ArrayNode given
                  ? given
                  : operation.putArray("parameters");
          for (var header : List.of("reapit-customer", "api-version")) {
            parameters
                .addObject()
                .put("name", header)
                .put("in", "header")
                .put("required", true)
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1);
          }
        });
  }

  /// 1.7, 5.1 and 5.2: statuses that every call can be answered with.
  private static void listTheErrors(ObjectNode api) {
    operations(api)
        .forEach(operation -> {
          var responses = (ObjectNode) operation.get("responses");
          for (var status : List.of("401", "429", "500", "504")) {
            if (!responses.has(status)) {
              responses.putObject(status).put("description", "see the sheet");
            }
          }
        });
  }

  private static List<ObjectNode> operations(ObjectNode api) {
    return api.path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .map(ObjectNode.class::cast)
        .toList();
  }

  // ---- what went over the wire, in the validator's words

  private static Request request(CrmRequest sent) {
    var path = sent.uri().getPath().substring("/reapit/platform".length());
    var request = new SimpleRequest.Builder(sent.method(), path);
    sent.headers().forEach(request::withHeader);
    sent.authorization().ifPresent(secret -> request.withAuthorization(secret.reveal()));
    parameters(sent.uri()).forEach(request::withQueryParam);
    sent.body()
        .ifPresent(body -> {
          request.withContentType(body.contentType());
          request.withBody(body.text());
        });
    return request.build();
  }

  private static Map<String, List<String>> parameters(URI uri) {
    var parameters = new LinkedHashMap<String, List<String>>();
    var query = uri.getRawQuery();
    if (query != null) {
      for (var pair : query.split("&", -1)) {
        var equals = pair.indexOf('=');
        parameters
            .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
            .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static com.atlassian.oai.validator.model.Response response(CrmResponse received) {
    var response = SimpleResponse.Builder.status(received.status());
    received.header("content-type").ifPresent(response::withContentType);
    // The description knows of no words beside a 401, which the servers send.
    if (received.body().length > 0 && received.status() != 401) {
      response.withBody(withoutNulls(received.body()));
    }
    return response.build();
  }

  /// 2.3 and 6: the description knows no null, yet any member may be null: as good as absent.
  private static String withoutNulls(byte[] body) {
    var json = JSON.readTree(body);
    strip(json);
    return json.toString();
  }

  private static void strip(JsonNode json) {
    if (json instanceof ObjectNode object) {
      var names = object.propertyStream().filter(m -> m.getValue().isNull()).map(Map.Entry::getKey);
      names.toList().forEach(object::remove);
    }
    json.valueStream().forEach(ReapitOpenApiTest::strip);
  }

  private static List<String> keys(ValidationReport report) {
    return report.getMessages().stream().map(ValidationReport.Message::getKey).toList();
  }

  private static Optional<Path> description() {
    return Optional.ofNullable(System.getProperty("nurturehub.openapi.dir"))
        .or(() -> Optional.ofNullable(System.getenv("NURTUREHUB_OPENAPI_DIR")))
        .map(folder -> Path.of(folder, FILE));
  }
}
