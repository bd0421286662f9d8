package com.nurturehub.crm.api;

import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.application.alert.ReviewAlerts;
import com.nurturehub.crm.application.audit.ExportAuditTrail;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.FinishByHand;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.application.event.ReceiveWebhook;
import com.nurturehub.crm.application.integration.BeginConnect;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.integration.FinishConnect;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.integration.ReviewBudget;
import com.nurturehub.crm.application.log.ReadSyncLog;
import com.nurturehub.crm.application.push.ReviewOutbox;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.application.sync.RetryAll;
import com.nurturehub.crm.application.sync.ReviewApprovals;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.application.sync.ReviewQuarantine;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.domain.connection.Secret;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// The whole outer face on two free ports, with a [FakeHub] behind it.
public final class TestServer implements AutoCloseable {

  public static final String TOKEN = "canary-local-token";

  private final ConfigurableApplicationContext context;
  private final ManagedChannel channel;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
    var port = context.getBean(GrpcServerLifecycle.class).getPort();
    this.channel =
        Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create()).build();
  }

  /// As on somebody's own machine.
  public static TestServer local() {
    return started(LocalAccess.class);
  }

  /// The same, with other settings.
  public static TestServer local(Map<String, Object> settings) {
    return started(LocalAccess.class, settings);
  }

  /// With other ways in.
  public static TestServer started(Class<?> access) {
    return started(access, Map.of());
  }

  /// With other ways in and other settings.
  public static TestServer started(Class<?> access, Map<String, Object> settings) {
    return new TestServer(
        new SpringApplicationBuilder(App.class, access)
            .properties(
                Map.of(
                    "server.port", "0",
                    "server.address", "127.0.0.1",
                    "spring.grpc.server.port", "0",
                    "spring.grpc.server.address", "127.0.0.1",
                    "spring.threads.virtual.enabled", "true",
                    "spring.main.banner-mode", "off"))
            .properties(settings)
            .run());
  }

  public FakeHub hub() {
    return context.getBean(FakeHub.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI http(String path) {
    var server = ((WebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server");
    }
    return URI.create("http://localhost:%d%s".formatted(server.getPort(), path));
  }

  /// Where gRPC is spoken.
  public URI grpcAddress() {
    return URI.create("grpc://localhost:" + context.getBean(GrpcServerLifecycle.class).getPort());
  }

  /// For a caller who shows no token.
  public Channel grpc() {
    return channel;
  }

  public Channel grpc(String token) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  static class LocalAccess {

    @Bean
    Access access(InstantSource clock) {
      return Access.local(Acme.ACME, Secret.of(TOKEN), clock);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ApiConfiguration.class)
  static class App {

    @Bean
    FakeHub hub() {
      return new FakeHub();
    }

    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }

    @Bean
    GrpcServerExecutorProvider grpcExecutor() {
      return Executors::newVirtualThreadPerTaskExecutor;
    }

    @Bean
    ListIntegrations listIntegrations(FakeHub hub) {
      return hub.listIntegrations();
    }

    @Bean
    ReviewBudget reviewBudget(FakeHub hub) {
      return agency -> Acme.ACME.equals(agency) ? hub.budgets : java.util.List.of();
    }

    @Bean
    ConnectCrm connectCrm(FakeHub hub) {
      return (agency, request) -> hub.connect.connect(agency, request);
    }

    @Bean
    BeginConnect beginConnect(FakeHub hub) {
      return (agency, request) -> hub.begin.begin(agency, request);
    }

    @Bean
    FinishConnect finishConnect(FakeHub hub) {
      return (agency, back) -> hub.finishConnect.finish(agency, back);
    }

    @Bean
    DisconnectCrm disconnectCrm(FakeHub hub) {
      return (agency, provider, actor) -> hub.disconnect.disconnect(agency, provider, actor);
    }

    @Bean
    ChangeSettings changeSettings(FakeHub hub) {
      return (agency, provider, change, actor) ->
          hub.settings.change(agency, provider, change, actor);
    }

    @Bean
    GiveWebhookSecret giveWebhookSecret(FakeHub hub) {
      return (agency, provider, secret, actor) ->
          hub.webhookSecret.give(agency, provider, secret, actor);
    }

    @Bean
    ReceiveWebhook receiveWebhook(FakeHub hub) {
      return delivery -> hub.receive.receive(delivery);
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    RequestSync requestSync(FakeHub hub) {
      return (agency, provider, pass, actor) -> hub.sync.request(agency, provider, pass, actor);
    }

    @Bean
    ReviewSyncRuns reviewSyncRuns(FakeHub hub) {
      return hub.reviewSyncRuns();
    }

    @Bean
    FindContacts findContacts(FakeHub hub) {
      return hub.findContacts();
    }

    @Bean
    FollowContacts followContacts(FakeHub hub) {
      return hub.followContacts();
    }

    @Bean
    ChangeContact changeContact(FakeHub hub) {
      return new ChangeContact() {
        @Override
        public Outcome change(com.nurturehub.crm.domain.agency.AgencyId agency, Edit edit) {
          return hub.change.change(agency, edit);
        }

        @Override
        public java.util.List<Outcome> change(
            com.nurturehub.crm.domain.agency.AgencyId agency, java.util.List<Edit> edits) {
          return hub.change.change(agency, edits);
        }
      };
    }

    @Bean
    EraseContact eraseContact(FakeHub hub) {
      return hub.eraseContact();
    }

    @Bean
    RestoreVersion restoreVersion(FakeHub hub) {
      return (agency, entry, actor) -> hub.restore.restore(agency, entry, actor);
    }

    @Bean
    FinishByHand finishByHand(FakeHub hub) {
      return (agency, item, actor) -> hub.finish.finish(agency, item, actor);
    }

    @Bean
    ReviewOutbox reviewOutbox(FakeHub hub) {
      return hub.reviewOutbox();
    }

    @Bean
    Retry retry(FakeHub hub) {
      return (agency, id, actor) -> hub.retry.retry(agency, id, actor);
    }

    @Bean
    RetryAll retryAll(FakeHub hub) {
      return (agency, provider, cause, actor) -> hub.retryAll.retry(agency, provider, cause, actor);
    }

    @Bean
    MergeContacts mergeContacts(FakeHub hub) {
      return (agency, people, survivor, actor) -> hub.merge.merge(agency, people, survivor, actor);
    }

    @Bean
    SettleDuplicates settleDuplicates(FakeHub hub) {
      return hub.settleDuplicates();
    }

    @Bean
    ReadAuditTrail readAuditTrail(FakeHub hub) {
      return hub.readAuditTrail();
    }

    @Bean
    ReadSyncLog readSyncLog(FakeHub hub) {
      return hub.readSyncLog();
    }

    @Bean
    ExportAuditTrail exportAuditTrail(FakeHub hub) {
      return (agency, lines) -> hub.export.export(agency, lines);
    }

    @Bean
    FollowAlerts followAlerts(FakeHub hub) {
      return hub.followAlerts();
    }

    @Bean
    ReviewAlerts reviewAlerts(FakeHub hub) {
      return hub.reviewAlerts();
    }

    @Bean
    ReviewQuarantine reviewQuarantine(FakeHub hub) {
      return hub.reviewQuarantine();
    }

    @Bean
    ReviewApprovals reviewApprovals(FakeHub hub) {
      return hub.reviewApprovals();
    }

    @Bean
    ReviewPreview reviewPreview(FakeHub hub) {
      return hub.preview;
    }

    @Bean
    DecideApproval decideApproval(FakeHub hub) {
      return (agency, id, answer, actor, why) -> hub.decide.decide(agency, id, answer, actor, why);
    }
  }
}
