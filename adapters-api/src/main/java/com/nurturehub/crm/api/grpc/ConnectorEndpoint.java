package com.nurturehub.crm.api.grpc;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nurturehub.crm.api.alert.AlertPositions;
import com.nurturehub.crm.api.alert.WatchAlerts;
import com.nurturehub.crm.api.connection.Providers;
import com.nurturehub.crm.api.connection.ReturnCookie;
import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Progress;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.api.progress.WatchSync;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.application.integration.BeginConnect;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.v1.BeginConnectRequest;
import com.nurturehub.crm.v1.BeginConnectResponse;
import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.ConnectResponse;
import com.nurturehub.crm.v1.ConnectorServiceGrpc.ConnectorServiceImplBase;
import com.nurturehub.crm.v1.DisconnectRequest;
import com.nurturehub.crm.v1.DisconnectResponse;
import com.nurturehub.crm.v1.GetIntegrationRequest;
import com.nurturehub.crm.v1.GetIntegrationResponse;
import com.nurturehub.crm.v1.Integration;
import com.nurturehub.crm.v1.ListIntegrationsRequest;
import com.nurturehub.crm.v1.ListIntegrationsResponse;
import com.nurturehub.crm.v1.SyncRequest;
import com.nurturehub.crm.v1.SyncResponse;
import com.nurturehub.crm.v1.WatchAlertsRequest;
import com.nurturehub.crm.v1.WatchAlertsResponse;
import com.nurturehub.crm.v1.WatchSyncRequest;
import com.nurturehub.crm.v1.WatchSyncResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connecting, syncing and disconnecting, over gRPC.
public final class ConnectorEndpoint extends ConnectorServiceImplBase {

  private final ListIntegrations integrations;
  private final ConnectCrm connect;
  private final BeginConnect begin;
  private final DisconnectCrm disconnect;
  private final RequestSync sync;
  private final WatchSync watch;
  private final WatchAlerts watchAlerts;
  private final Providers providers;
  private final Streams streams;

  public ConnectorEndpoint(
      ListIntegrations integrations,
      ConnectCrm connect,
      BeginConnect begin,
      DisconnectCrm disconnect,
      RequestSync sync,
      WatchSync watch,
      WatchAlerts watchAlerts,
      Providers providers,
      Streams streams) {
    this.integrations = integrations;
    this.connect = connect;
    this.begin = begin;
    this.disconnect = disconnect;
    this.sync = sync;
    this.watch = watch;
    this.watchAlerts = watchAlerts;
    this.providers = providers;
    this.streams = streams;
  }

  @Override
  public void listIntegrations(
      ListIntegrationsRequest request, StreamObserver<ListIntegrationsResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.READ);
    var answer = ListIntegrationsResponse.newBuilder();
    integrations.list(agency).stream()
        .map(IntegrationMessages::integration)
        .forEach(answer::addIntegrations);
    Answers.send(to, answer.build());
  }

  @Override
  public void getIntegration(
      GetIntegrationRequest request, StreamObserver<GetIntegrationResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.READ);
    var integration = integration(agency, Words.ours(request.getProvider()));
    Answers.send(to, GetIntegrationResponse.newBuilder().setIntegration(integration).build());
  }

  @Override
  public void connect(ConnectRequest request, StreamObserver<ConnectResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.CONNECT);
    var provider = Words.ours(request.getProvider());
    var typed = secrets(request.getCredentialsMap());
    var asked = new ConnectCrm.Request(provider, typed, caller.actor(), request.getPreviewFirst());
    var outcome = connect.connect(agency, asked);
    switch (outcome) {
      case ConnectCrm.Outcome.Connected _ ->
          Answers.send(
              to,
              ConnectResponse.newBuilder().setIntegration(integration(agency, provider)).build());
      case ConnectCrm.Outcome.Refused(var field, var reason) ->
          throw new Failure(Reason.CREDENTIALS_REFUSED, credential(field), reason);
      case ConnectCrm.Outcome.Unreachable(var reason) ->
          throw new Failure(Reason.CRM_UNREACHABLE, reason);
      case ConnectCrm.Outcome.AccountTaken _ ->
          throw new Failure(Reason.ACCOUNT_TAKEN, "This account is connected by another agency.");
      case ConnectCrm.Outcome.NotOffered _ ->
          throw new Failure(
              Reason.CRM_NOT_OFFERED, "%s cannot be connected yet.".formatted(provider.title()));
    }
  }

  @Override
  public void beginConnect(BeginConnectRequest request, StreamObserver<BeginConnectResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.CONNECT);
    var provider = Words.ours(request.getProvider());
    var asked = new BeginConnect.Request(provider, caller.actor(), request.getPreviewFirst());
    switch (begin.begin(agency, asked)) {
      case BeginConnect.Outcome.Begun(var address, var browser, var until) ->
          Answers.send(
              to,
              BeginConnectResponse.newBuilder()
                  .setAddress(address.toString())
                  .setSetCookie(new ReturnCookie(agency, browser).line(true))
                  .setExpireTime(Times.toWire(until))
                  .build());
      case BeginConnect.Outcome.NotOffered _ ->
          throw new Failure(
              Reason.CRM_NOT_OFFERED,
              "%s is not connected by a sign-in here.".formatted(provider.title()));
    }
  }

  @Override
  public void sync(SyncRequest request, StreamObserver<SyncResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.SYNC);
    var provider = Words.ours(request.getProvider());
    var answer =
        switch (sync.request(agency, provider, Pass.CHANGES, Caller.identity().actor())) {
          case RequestSync.Outcome.Requested _ -> SyncResponse.getDefaultInstance();
          case RequestSync.Outcome.InProgress(var run) ->
              SyncResponse.newBuilder().setInProgress(RunMessages.run(run)).build();
          case RequestSync.Outcome.NotConnected _ -> throw notConnected(provider);
        };
    Answers.send(to, answer);
  }

  @Override
  public void watchSync(WatchSyncRequest request, StreamObserver<WatchSyncResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.READ);
    var provider = Words.ours(request.getProvider());
    var place = streams.take(caller.actor()).orElseThrow(Failure::tooManyStreams);
    var reader = (ServerCallStreamObserver<WatchSyncResponse>) to;
    // Not on the call's own thread: it has to stay free to hear that the caller hung up.
    var watching =
        Thread.ofVirtual()
            .name("watch-sync")
            .unstarted(() -> {
              try (place) {
                watch.watch(agency, provider, progress -> tell(reader, progress));
                reader.onCompleted();
              } catch (InterruptedException hungUp) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                reader.onError(GrpcStatuses.thrown(e));
              }
            });
    reader.setOnCancelHandler(watching::interrupt);
    watching.start();
  }

  /// To a reader who has not taken the last step yet only the end is sent, so that nothing piles
  /// up.
  private static void tell(ServerCallStreamObserver<WatchSyncResponse> reader, Progress progress) {
    if (reader.isReady() || !(progress.run() instanceof SyncRun.Running)) {
      reader.onNext(RunMessages.progress(progress));
    }
  }

  @Override
  public void watchAlerts(WatchAlertsRequest request, StreamObserver<WatchAlertsResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.READ);
    var from = AlertPositions.read(agency, request.getPosition(), "position");
    var place = streams.take(caller.actor()).orElseThrow(Failure::tooManyStreams);
    var stream = new PacedStream<>((ServerCallStreamObserver<WatchAlertsResponse>) to, place);
    stream.begin(
        "watch-alerts",
        () ->
            watchAlerts.watch(
                agency, from, (alerts, position) -> stream.send(told(agency, alerts, position))));
  }

  private WatchAlertsResponse told(AgencyId agency, List<Alert> alerts, Position position) {
    var known = providers.of(agency, alerts.stream().map(Alert::connection).toList());
    var message =
        WatchAlertsResponse.newBuilder().setPosition(AlertPositions.write(agency, position));
    for (var alert : alerts) {
      message.addEvents(
          AlertMessages.event(alert, Optional.ofNullable(known.get(alert.connection()))));
    }
    return message.build();
  }

  @Override
  public void disconnect(DisconnectRequest request, StreamObserver<DisconnectResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.CONNECT);
    var provider = Words.ours(request.getProvider());
    var answer =
        switch (disconnect.disconnect(agency, provider, caller.actor())) {
          case DisconnectCrm.Outcome.Disconnected(_, var kept, var setAside) ->
              DisconnectResponse.newBuilder()
                  .setIntegration(integration(agency, provider))
                  .setContactsKept(kept)
                  .setPushesSetAside(setAside)
                  .build();
          case DisconnectCrm.Outcome.NotConnected _ -> throw notConnected(provider);
        };
    Answers.send(to, answer);
  }

  private Integration integration(AgencyId agency, CrmProvider provider) {
    return IntegrationMessages.integration(integrations.one(agency, provider));
  }

  private static Map<String, Secret> secrets(Map<String, String> typed) {
    return typed.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> Secret.of(entry.getValue())));
  }

  private static String credential(String field) {
    return field.isEmpty() ? "credentials" : "credentials." + field;
  }

  private static Failure notConnected(CrmProvider provider) {
    return new Failure(Reason.NOT_CONNECTED, "%s is not connected.".formatted(provider.title()));
  }
}
