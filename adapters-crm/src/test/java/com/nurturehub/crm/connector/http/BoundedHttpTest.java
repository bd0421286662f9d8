package com.nurturehub.crm.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// The limits of calling out that no CRM's tests reach.
class BoundedHttpTest {

  private static final int CALLED_MAX = 600;
  private static final HttpBounds SMALL =
      new HttpBounds(
          2,
          3,
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          1_000);

  @Test
  void who_does_not_take_the_call_is_not_waited_for() throws IOException {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var http = http(SMALL, "http://127.0.0.1:" + busy.getLocalPort())) {
      var waiting = fill(busy);

      var failure =
          catchThrowableOfType(
              CrmFailure.Transient.class,
              () -> http.exchange(request("http://127.0.0.1:" + busy.getLocalPort())));

      assertThat(failure.why()).isEqualTo(FailureCause.UNAVAILABLE);
      assertThat(failure).hasMessage("Acme could not be reached.");
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void so_many_connections_to_a_host_and_in_all_and_no_more() throws Exception {
    var arrived = new Semaphore(0);
    var goOn = new CountDownLatch(1);
    var server = answering(arrived, goOn);
    var one = "http://127.0.0.1:" + server.getAddress().getPort();
    var other = "http://localhost:" + server.getAddress().getPort();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor();
        var http = http(SMALL, one, other)) {
      var first = callers.submit(() -> http.exchange(request(one)));
      var second = callers.submit(() -> http.exchange(request(one)));
      arrived.acquire(2);

      assertRefused(http, one);
      var third = callers.submit(() -> http.exchange(request(other)));
      arrived.acquire();
      assertRefused(http, other);

      goOn.countDown();
      for (var call : List.of(first, second, third)) {
        assertThat(call.get().status()).isEqualTo(200);
      }
      assertThat(http.exchange(request(one)).status()).isEqualTo(200);
    } finally {
      goOn.countDown();
      server.stop(0);
    }
  }

  private static void assertRefused(BoundedHttp http, String address) {
    assertThatThrownBy(() -> http.exchange(request(address)))
        .isInstanceOf(CrmFailure.Transient.class)
        .hasMessage("Acme could not be reached.");
  }

  private static BoundedHttp http(HttpBounds bounds, String... bases) {
    return new BoundedHttp(
        "Acme", CrmHosts.of(Arrays.stream(bases).map(URI::create).toArray(URI[]::new)), bounds);
  }

  private static CrmRequest request(String address) {
    return new CrmRequest(
        "GET",
        URI.create(address + "/people"),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Effect.READS);
  }

  /// Nobody picks up, and nobody else can wait: the next call is not even begun.
  private static List<Socket> fill(ServerSocket busy) throws IOException {
    var waiting = new ArrayList<Socket>();
    while (waiting.size() < CALLED_MAX) {
      var socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(busy.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException full) {
        return waiting;
      }
    }
    throw new AssertionError("it never fills");
  }

  private static HttpServer answering(Semaphore arrived, CountDownLatch goOn) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          arrived.release();
          try {
            goOn.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
