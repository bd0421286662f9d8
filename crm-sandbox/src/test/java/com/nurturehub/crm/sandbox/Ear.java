package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Listens for messages on this machine and answers as told.
public final class Ear implements AutoCloseable {

  /// One message, with its headers by lower-cased name.
  public record Heard(Map<String, String> headers, Bytes content) {

    public ObjectNode body() {
      return Json.ours(content);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private static final int PATIENCE_SECONDS = 20;

  private final HttpServer server;
  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();

  public Ear() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          var headers = new TreeMap<String, String>();
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
          exchange.sendResponseHeaders(answers.isEmpty() ? 202 : answers.removeFirst(), -1);
          exchange.close();
          heard.add(new Heard(headers, Bytes.of(body)));
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// The next messages are answered with these statuses, later ones with 202.
  public void answer(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  public Heard next() {
    try {
      var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  public boolean hasHeardMore() {
    return !heard.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
