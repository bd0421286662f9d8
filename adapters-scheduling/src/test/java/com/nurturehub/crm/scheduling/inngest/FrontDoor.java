package com.nurturehub.crm.scheduling.inngest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Carries HTTP to our nodes, each in turn, as a load balancer before them does.
final class FrontDoor implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<InngestEndpoint> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

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
    nodes.add(node);
  }

  void noLongerLeadsTo(InngestEndpoint node) {
    nodes.remove(node);
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
        exchange.sendResponseHeaders(502, -1);
        return;
      }
      var node = present.get(Math.floorMod(turn.getAndIncrement(), present.size()));
      var answer = node.answer(request(exchange));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
      exchange.getResponseBody().write(answer.bytes());
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
