package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ConnectorServiceGrpc.ConnectorServiceBlockingStub;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.ContactServiceGrpc.ContactServiceBlockingStub;
import com.nurturehub.crm.v1.SyncRun;
import com.nurturehub.crm.v1.WatchSyncRequest;
import com.nurturehub.crm.v1.WatchSyncResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String LAST_RUN =
      """
      {
        integration(provider: REAPIT) {
          status health healthReason linkedContacts quarantinedRecords
          alerts { cause detail }
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
        contacts(first: $many) { edges { node { id links { externalId } } } }
      }
      """;

  private static final String CONTACT =
      """
      query ($id: ID!) {
        contact(id: $id) {
          id score reachableOn details { title forename surname emails phones }
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
    return connect("REAPIT", "customer", customer);
  }

  /// What is typed into one field, by its name in the offer.
  JsonNode connect(String provider, String name, String value) {
    return ask(CONNECT, Map.of("provider", provider, "name", name, "value", value)).path("connect");
  }

  /// The latest run, once it has ended.
  JsonNode endedRun() {
    return await(this::lastRun, run -> run.path("state").asString().equals("SUCCEEDED"));
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
    var before = lastRun().path("id").asString();
    ask("mutation { sync(provider: REAPIT) { __typename } }");
    return await(
        this::lastRun,
        run ->
            run.path("state").asString().equals("SUCCEEDED")
                && !run.path("id").asString().equals(before));
  }

  /// Reads everything again, and waits until that has ended.
  JsonNode fullPass(TheService service) {
    var before = lastRun().path("id").asString();
    service.part(RequestSync.class).request(new AgencyId(agency), CrmProvider.REAPIT, Pass.FULL);
    return await(
        this::lastRun,
        run ->
            run.path("state").asString().equals("SUCCEEDED")
                && !run.path("id").asString().equals(before));
  }

  JsonNode contact(String id) {
    return ask(CONTACT, Map.of("id", id)).path("contact");
  }

  /// The ids of some contacts, and those they have in the CRM.
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
    return ask(LAST_RUN).path("integration");
  }

  JsonNode lastRun() {
    return integration().path("lastRun");
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

  private Channel authenticated() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(grpc, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private JsonNode post(String body) {
    var request =
        HttpRequest.newBuilder(http.resolve("/graphql"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
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
