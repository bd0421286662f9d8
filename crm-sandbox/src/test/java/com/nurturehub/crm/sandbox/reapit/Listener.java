package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Listens for webhooks on this machine and answers as told.
final class Listener implements AutoCloseable {

  record Delivery(Optional<String> signature, Bytes content) {

    ObjectNode body() {
      return Json.ours(content);
    }
  }

  private static final int PATIENCE_SECONDS = 20;

  private final HttpServer server;
  private final LinkedBlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();

  Listener() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          var signature = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Signature"));
          exchange.sendResponseHeaders(answers.isEmpty() ? 202 : answers.removeFirst(), -1);
          exchange.close();
          arrived.add(new Delivery(signature, Bytes.of(body)));
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// The next deliveries are answered with these statuses, later ones with 202.
  void answer(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  Delivery next() throws InterruptedException {
    var delivery = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing came");
    }
    return delivery;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
