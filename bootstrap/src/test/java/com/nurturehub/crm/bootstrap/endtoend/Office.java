package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.v1.AuditServiceGrpc;
import com.nurturehub.crm.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ConnectorServiceGrpc.ConnectorServiceBlockingStub;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.ContactServiceGrpc.ContactServiceBlockingStub;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import com.nurturehub.crm.v1.PushContactsRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import com.nurturehub.crm.v1.SyncRun;
import com.nurturehub.crm.v1.WatchSyncRequest;
import com.nurturehub.crm.v1.WatchSyncResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One agency, and what its people can do: everything the outside may ask of the service.
final class Office {

  /// So long may something take that has to come, on a machine with much else to do.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String REAPIT = "REAPIT";

  private static final String CONNECT =
      """
      mutation ($provider: CrmProvider!, $name: String!, $value: Secret!) {
        connect(input: {provider: $provider, credentials: [{name: $name, value: $value}]}) {
          __typename
          ... on Connected { integration { status account } }
          ... on Problem { message }
        }
      }
      """;

  private static final String INTEGRATION =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) {
          status health healthReason linkedContacts quarantinedRecords
          alerts { cause detail remedy { owner todo button atRisk } }
          settings { intervalMinutes policy hubOwns createContacts paused }
          lastRun {
            id state pass failureReason
            tally { read created updated unchanged conflicted quarantined }
          }
        }
      }
      """;

  private static final String SOMEBODY =
      """
      query ($many: Int) {
        contacts(first: $many, filter: {archived: EXCLUDED}) {
          edges { node { id links { externalId } } }
        }
      }
      """;

  private static final String OUTBOX =
      """
      query ($state: PushState) {
        outbox(first: 200, state: $state) { edges { node {
          id provider state urgent fields consents signals attempts note contact { id }
          remedy { owner todo button atRisk }
        } } }
      }
      """;

  private static final String WORKLIST =
      """
      {
        worklist(first: 200) { edges { node {
          __typename
          ... on Alert { id cause detail remedy { owner todo button atRisk } }
          ... on Approval { id kind affected all answer }
          ... on ChangeByHand { id what value }
          ... on Push { id state }
          ... on QuarantinedRecord { id externalId reason }
        } } }
      }
      """;

  private static final String AUDIT =
      """
      query ($id: ID) {
        auditTrail(first: 200, filter: {contactId: $id}) {
          edges { node {
            id kind reason actor erased
            outcome { winner hubAt crmAt policy differences { field hubValue crmValue winner } }
            hubVersion { surname } crmVersion { surname }
          } }
        }
      }
      """;

  private static final String CONTACT =
      """
      query ($id: ID!) {
        contact(id: $id) {
          id score version archivedAt reachableOn
          details { title forename surname emails phones }
          consents { channel status } links { provider externalId presence }
        }
      }
      """;

  private final String agency;
  private final String token;
  private final URI http;
  private final Channel grpc;

  Office(String agency, String token, URI http, Channel grpc) {
    this.agency = agency;
    this.token = token;
    this.http = http;
    this.grpc = grpc;
  }

  String agency() {
    return agency;
  }

  ConnectorServiceBlockingStub connectors() {
    return ConnectorServiceGrpc.newBlockingStub(authenticated());
  }

  ContactServiceBlockingStub contacts() {
    return ContactServiceGrpc.newBlockingStub(authenticated());
  }

  /// What a GraphQL request answers, which must be no error.
  JsonNode ask(String document, Map<String, Object> variables) {
    var answer = post(JSON.writeValueAsString(Map.of("query", document, "variables", variables)));
    assertThat(answer.path("errors")).as(answer.toPrettyString()).isEmpty();
    return answer.path("data");
  }

  JsonNode ask(String document) {
    return ask(document, Map.of());
  }

  JsonNode connect(String customer) {
    return connect(REAPIT, "customer", customer);
  }

  /// What is typed into one field, by its name in the offer.
  JsonNode connect(String provider, String name, String value) {
    return ask(CONNECT, Map.of("provider", provider, "name", name, "value", value)).path("connect");
  }

  void disconnect(String provider) {
    ask(
        "mutation ($provider: CrmProvider!) { disconnect(provider: $provider) { __typename } }",
        Map.of("provider", provider));
  }

  /// The latest run, once it has ended.
  JsonNode endedRun() {
    return endedRun(REAPIT);
  }

  JsonNode endedRun(String provider) {
    return await(() -> lastRun(provider), Office::hasSucceeded);
  }

  /// Follows the run over gRPC, and gives how it ended.
  SyncRun watch() {
    var progress = new ArrayList<WatchSyncResponse>();
    connectors()
        .watchSync(
            WatchSyncRequest.newBuilder()
                .setAgency(agency)
                .setProvider(com.nurturehub.crm.v1.CrmProvider.CRM_PROVIDER_REAPIT)
                .build())
        .forEachRemaining(progress::add);
    return progress.getLast().getRun();
  }

  /// Asks for a sync and waits until a run that began after this has ended.
  JsonNode sync() {
    return sync(REAPIT);
  }

  JsonNode sync(String provider) {
    return after(
        provider,
        () ->
            ask(
                "mutation ($provider: CrmProvider!) { sync(provider: $provider) { __typename } }",
                Map.of("provider", provider)));
  }

  /// Reads everything again, and waits until that has ended.
  JsonNode fullPass(TheService service) {
    return fullPass(service, CrmProvider.REAPIT);
  }

  JsonNode fullPass(TheService service, CrmProvider provider) {
    return after(provider.name(), () -> askForFullPass(service, provider));
  }

  void askForFullPass(TheService service) {
    askForFullPass(service, CrmProvider.REAPIT);
  }

  private void askForFullPass(TheService service, CrmProvider provider) {
    service.part(RequestSync.class).request(new AgencyId(agency), provider, Pass.FULL, "jo");
  }

  /// The run that began after somebody did something, once it has ended.
  private JsonNode after(String provider, Runnable what) {
    var before = lastRun(provider).path("id").asString();
    what.run();
    return await(
        () -> lastRun(provider),
        run -> hasSucceeded(run) && !run.path("id").asString().equals(before));
  }

  private static boolean hasSucceeded(JsonNode run) {
    return run.path("state").asString().equals("SUCCEEDED");
  }

  /// An edit of a contact, to be completed.
  PushContactRequest.Builder edit(String contact) {
    return PushContactRequest.newBuilder()
        .setAgency(agency)
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(contact);
  }

  PushContactRequest.Builder rename(String contact, String surname) {
    return edit(contact)
        .setDetails(ContactDetails.newBuilder().setSurname(surname))
        .setUpdateMask(FieldMask.newBuilder().addPaths("surname"));
  }

  PushContactResponse push(PushContactRequest.Builder request) {
    return contacts().pushContact(request.build());
  }

  /// Many changes on one stream, and their answers in order.
  List<PushContactsResponse> burst(List<PushContactRequest> requests) {
    var answers = new CompletableFuture<List<PushContactsResponse>>();
    var to = ContactServiceGrpc.newStub(authenticated()).pushContacts(new Collecting<>(answers));
    requests.forEach(
        request -> to.onNext(PushContactsRequest.newBuilder().setPush(request).build()));
    to.onCompleted();
    return answers.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private record Collecting<T>(List<T> seen, CompletableFuture<List<T>> all)
      implements StreamObserver<T> {

    Collecting(CompletableFuture<List<T>> all) {
      this(new ArrayList<>(), all);
    }

    @Override
    public void onNext(T next) {
      seen.add(next);
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      all.complete(seen);
    }
  }

  AuditServiceBlockingStub audit() {
    return AuditServiceGrpc.newBlockingStub(authenticated());
  }

  /// What is owed to the CRMs, or was, for a contact; the newest first.
  List<JsonNode> pushesOf(String contact) {
    return pushes(Map.of()).stream()
        .filter(push -> push.at("/contact/id").asString().equals(contact))
        .toList();
  }

  List<JsonNode> pushesIn(String state) {
    return pushes(Map.of("state", state));
  }

  private List<JsonNode> pushes(Map<String, Object> which) {
    return nodes(ask(OUTBOX, which).at("/outbox/edges"));
  }

  /// What needs a person, of one kind.
  List<JsonNode> worklist(String kind) {
    return nodes(ask(WORKLIST).at("/worklist/edges")).stream()
        .filter(item -> item.path("__typename").asString().equals(kind))
        .toList();
  }

  /// What was decided about a contact, the newest first.
  List<JsonNode> audited(String contact, String kind) {
    return ofKind(ask(AUDIT, Map.of("id", contact)), kind);
  }

  /// What was decided, the newest first.
  List<JsonNode> audited(String kind) {
    return ofKind(ask(AUDIT), kind);
  }

  private static List<JsonNode> ofKind(JsonNode trail, String kind) {
    return nodes(trail.at("/auditTrail/edges")).stream()
        .filter(entry -> entry.path("kind").asString().equals(kind))
        .toList();
  }

  boolean isTrailIntact() {
    return ask("{ verifyAuditTrail { intact } }").at("/verifyAuditTrail/intact").asBoolean();
  }

  private static List<JsonNode> nodes(JsonNode edges) {
    return edges.valueStream().map(edge -> edge.path("node")).toList();
  }

  JsonNode contact(String id) {
    return ask(CONTACT, Map.of("id", id)).path("contact");
  }

  /// The ids of some live contacts, and those they have in the CRM.
  List<Known> somebody(int many) {
    return ask(SOMEBODY, Map.of("many", many))
        .path("contacts")
        .path("edges")
        .valueStream()
        .map(edge -> edge.path("node"))
        .map(node ->
            new Known(node.path("id").asString(), node.at("/links/0/externalId").asString()))
        .toList();
  }

  record Known(String id, String externalId) {}

  JsonNode integration() {
    return integration(REAPIT);
  }

  JsonNode integration(String provider) {
    return ask(INTEGRATION, Map.of("provider", provider)).path("integration");
  }

  JsonNode lastRun() {
    return lastRun(REAPIT);
  }

  JsonNode lastRun(String provider) {
    return integration(provider).path("lastRun");
  }

  static boolean isHealthy(URI http) {
    try {
      var request = HttpRequest.newBuilder(http.resolve("/actuator/health")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // It does not listen yet.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static <T> T await(Supplier<T> look, Predicate<T> wanted) {
    var until = Instant.now().plus(PATIENCE);
    var seen = look.get();
    while (!wanted.test(seen)) {
      assertThat(Instant.now()).as("still waiting, last seen: %s", seen).isBefore(until);
      pause();
      seen = look.get();
    }
    return seen;
  }

  Channel authenticated() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(grpc, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private JsonNode post(String body) {
    return JSON.readTree(sent(body).body());
  }

  /// The whole answer to a GraphQL request.
  HttpResponse<String> response(String document, Map<String, Object> variables) {
    return sent(JSON.writeValueAsString(Map.of("query", document, "variables", variables)));
  }

  /// The answer to a GraphQL request as it was written, whatever it is.
  String answer(String document, Map<String, Object> variables) {
    return response(document, variables).body();
  }

  /// What a subscription says first, as many messages of it, whatever they are.
  String messages(String document, int many) {
    var request =
        HttpRequest.newBuilder(http.resolve("/graphql"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))))
            .build();
    var said = new StringBuilder();
    try {
      var stream = HTTP.send(request, BodyHandlers.ofLines());
      try (var lines = stream.body()) {
        lines
            .takeWhile(line -> !line.equals("event:complete"))
            .filter(line -> line.startsWith("data:") || line.startsWith("{"))
            .limit(many)
            .forEach(said::append);
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode data(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("data");
  }

  private HttpResponse<String> sent(String body) {
    var request =
        HttpRequest.newBuilder(http.resolve("/graphql"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
