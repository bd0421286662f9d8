package com.nurturehub.crm.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ListIntegrationsResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever sends a letter now and then is never silent, and is hung up on all the same.
class SlowSendersTest {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final String LETTERS = "1".repeat(200);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.local(
            Map.of(
                "server.tomcat.connection-timeout",
                "500ms",
                "nurturehub.grpc.request-within",
                "500ms"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_head_that_drips_is_given_up() throws IOException {
    var answer =
        dripped(server.http("/"), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", LETTERS);

    assertThat(answer).isEmpty();
    assertThat(new Browser(server).open("/sign-in").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/graphql HTTP/1.1\r\nAuthorization: Bearer " + TestServer.TOKEN,
        "/webhooks/reapit HTTP/1.1\r\nX-Nobody: at all"
      })
  void a_body_that_drips_is_given_up(String to) throws IOException {
    assertThat(drippedBody(to, "application/json")).startsWith("HTTP/1.1 408 ");
    assertThat(drippedBody(to, "application/x-www-form-urlencoded")).startsWith("HTTP/1.1 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/graphql", "/nowhere", "/sign-in", "/sign-out"})
  void whoever_is_refused_cannot_go_on_dripping_either(String path) throws IOException {
    var to = path + " HTTP/1.1\r\nX-Nobody: at all";

    assertThat(drippedBody(to, "application/json")).startsWith("HTTP/1.1 403 ");
    assertThat(drippedBody(to, "application/x-www-form-urlencoded")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void who_connects_for_grpc_and_greets_letter_by_letter_is_hung_up_on() {
    assertThatCode(() -> dripped(server.grpcAddress(), "", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        .as("an end, before nothing more is said")
        .doesNotThrowAnyException();
  }

  @Test
  void a_grpc_call_waits_for_its_request_so_long_and_no_longer() throws Exception {
    var ended = new CompletableFuture<Status>();
    var call =
        server
            .grpc(TestServer.TOKEN)
            .newCall(
                // A client who says it sends one message holds back everything until it has it.
                ConnectorServiceGrpc.getListIntegrationsMethod().toBuilder()
                    .setType(MethodType.BIDI_STREAMING)
                    .build(),
                CallOptions.DEFAULT);

    call.start(
        new ClientCall.Listener<ListIntegrationsResponse>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());

    assertThat(ended.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  private static String drippedBody(String to, String type) throws IOException {
    return dripped(
        server.http("/"),
        "POST %s\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 5000\r\n\r\n"
            .formatted(to, type),
        LETTERS);
  }

  /// What came back by the time the other side hung up.
  private static String dripped(URI address, String beginning, String letters) throws IOException {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var dripping = Thread.ofVirtual().start(() -> drip(socket, beginning, letters));
      try {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } finally {
        dripping.interrupt();
      }
    }
  }

  private static void drip(Socket socket, String beginning, String letters) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.UTF_8));
      for (var at = 0; at < letters.length(); at++) {
        out.write(letters.charAt(at));
        Thread.sleep(50);
      }
    } catch (IOException hungUp) {
      // As it should be.
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
