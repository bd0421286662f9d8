package com.nurturehub.crm.scheduling.inngest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Carries HTTP to our nodes, each in turn, as a load balancer before them does.
final class FrontDoor implements AutoCloseable {

  private static final int BAD_GATEWAY = 502;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Way> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /// To one of our nodes.
  private interface Way {
    void carry(HttpExchange exchange) throws IOException;
  }

  /// A node in this process.
  private record Here(InngestEndpoint node) implements Way {

    @Override
    public void carry(HttpExchange exchange) throws IOException {
      var answer = node.answer(request(exchange));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
      exchange.getResponseBody().write(answer.bytes());
    }
  }

  /// A node with a door of its own. One that is gone, or goes while it is asked, is a bad gateway.
  private record Elsewhere(URI door) implements Way {

    private static final HttpClient HTTP =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void carry(HttpExchange exchange) throws IOException {
      var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
      var body = exchange.getRequestBody().readAllBytes();
      var asked =
          HttpRequest.newBuilder(URI.create(door + "?" + query))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      Stream.of(Request.SERVER_KIND, Request.SIGNATURE)
          .forEach(name ->
              Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                  .ifPresent(value -> asked.header(name, value)));
      try {
        var answer = HTTP.send(asked.build(), BodyHandlers.ofByteArray());
        answer.headers().map().entrySet().stream()
            .filter(header -> header.getKey().matches("x-inngest-.*|retry-after|content-type"))
            .forEach(header ->
                exchange.getResponseHeaders().set(header.getKey(), header.getValue().getFirst()));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
      } catch (IOException _) {
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
      }
    }
  }

  private FrontDoor() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(Request.PATH, this::carry);
    http.setExecutor(threads);
  }

  static FrontDoor open() {
    try {
      var door = new FrontDoor();
      door.http.start();
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + Request.PATH);
  }

  void leadsTo(InngestEndpoint node) {
    nodes.add(new Here(node));
  }

  void leadsTo(URI door) {
    nodes.add(new Elsewhere(door));
  }

  void noLongerLeadsTo(InngestEndpoint node) {
    nodes.remove(new Here(node));
  }

  void noLongerLeadsTo(URI door) {
    nodes.remove(new Elsewhere(door));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void carry(HttpExchange exchange) throws IOException {
    var present = List.copyOf(nodes);
    try (exchange) {
      if (present.isEmpty()) {
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
      } else {
        present.get(Math.floorMod(turn.getAndIncrement(), present.size())).carry(exchange);
      }
    }
  }

  private static Request request(HttpExchange exchange) {
    var query = query(exchange.getRequestURI());
    var headers = exchange.getRequestHeaders();
    return new Request(
        exchange.getRequestMethod(),
        Optional.ofNullable(query.get(Request.FUNCTION)),
        Optional.ofNullable(query.get(Request.DEPLOYMENT)),
        Optional.ofNullable(headers.getFirst(Request.SERVER_KIND)),
        Optional.ofNullable(headers.getFirst(Request.SIGNATURE)),
        exchange.getRequestBody());
  }

  private static Map<String, String> query(URI address) {
    return Arrays.stream(Optional.ofNullable(address.getQuery()).orElse("").split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
