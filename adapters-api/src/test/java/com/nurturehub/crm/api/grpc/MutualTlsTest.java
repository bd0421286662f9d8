package com.nurturehub.crm.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.JwtAccess;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ListIntegrationsRequest;
import com.nurturehub.crm.v1.ListIntegrationsResponse;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// Callers that show a certificate as well as a token, which is a setting.
class MutualTlsTest {

  private static final char[] PASSWORD = "canary-of-keys".toCharArray();
  private static final String TOKEN =
      JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("acme")));

  @TempDir private static Path folder;
  private static TestServer server;
  private static KeyStore ours;
  private static KeyStore known;
  private static KeyStore stranger;

  @BeforeAll
  static void start() throws Exception {
    ours = made("server");
    known = made("client");
    stranger = made("stranger");
    trusting(known).store(Files.newOutputStream(folder.resolve("trusted")), PASSWORD);
    var bundle = "spring.ssl.bundle.jks.callers.";
    server =
        TestServer.started(
            JwtAccess.class,
            Map.of(
                bundle + "keystore.location",
                folder.resolve("server").toUri().toString(),
                bundle + "keystore.password",
                new String(PASSWORD),
                bundle + "truststore.location",
                folder.resolve("trusted").toUri().toString(),
                bundle + "truststore.password",
                new String(PASSWORD),
                "spring.grpc.server.ssl.bundle",
                "callers",
                "spring.grpc.server.ssl.client-auth",
                "require"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void who_shows_a_known_certificate_and_a_token_gets_in() throws Exception {
    assertThat(list(showing(known), TOKEN).getIntegrationsList()).isEmpty();
  }

  @Test
  void a_certificate_does_not_stand_for_a_token() throws Exception {
    assertThat(refused(showing(known), "nonsense")).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void who_shows_another_certificate_or_none_is_not_talked_to() throws Exception {
    var none = TlsChannelCredentials.newBuilder().trustManager(trust(ours)).build();

    assertThat(refused(showing(stranger), TOKEN)).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused(none, TOKEN)).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused(InsecureChannelCredentials.create(), TOKEN))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static Status.Code refused(ChannelCredentials shown, String token) {
    try {
      var _ = list(shown, token);
      return Status.Code.OK;
    } catch (StatusRuntimeException refusal) {
      return refusal.getStatus().getCode();
    }
  }

  private static ListIntegrationsResponse list(ChannelCredentials shown, String token) {
    var port = server.bean(GrpcServerLifecycle.class).getPort();
    var channel = Grpc.newChannelBuilder("localhost:" + port, shown).build();
    try {
      var headers = new Metadata();
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
      return ConnectorServiceGrpc.newBlockingStub(
              ClientInterceptors.intercept(
                  channel, MetadataUtils.newAttachHeadersInterceptor(headers)))
          .listIntegrations(ListIntegrationsRequest.newBuilder().setAgency("acme").build());
    } finally {
      channel.shutdownNow();
    }
  }

  private static ChannelCredentials showing(KeyStore identity) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity, PASSWORD);
    return TlsChannelCredentials.newBuilder()
        .keyManager(keys.getKeyManagers())
        .trustManager(trust(ours))
        .build();
  }

  private static TrustManager[] trust(KeyStore whom) throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    try {
      trust.init(trusting(whom));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return trust.getTrustManagers();
  }

  private static KeyStore trusting(KeyStore whom) throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("trusted", whom.getCertificate("it"));
    return trusted;
  }

  /// A key and a certificate it signed itself, as the JDK's own tool makes them.
  private static KeyStore made(String name)
      throws GeneralSecurityException, IOException, InterruptedException {
    var file = folder.resolve(name);
    var tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (!tool.waitFor(1, TimeUnit.MINUTES) || tool.exitValue() != 0) {
      throw new IllegalStateException("no key was made");
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }
}
