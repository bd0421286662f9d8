package com.nurturehub.crm.sandbox.http;

import com.nurturehub.crm.sandbox.time.Pauses;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// A web server that listens on the loopback address only. One virtual thread per request.
public final class LocalServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int OUTPUT_BUFFER_BYTES = 64 * 1024;

  private final Server server;
  private final int port;

  private LocalServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts listening; port 0 takes a free one.
  public static LocalServer start(
      int port, Map<String, Answer> houses, InstantSource clock, Pauses pauses) {
    var threads = new VirtualThreadPool();
    threads.setName("crm-sandbox");
    var server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // The front sends the sandbox's own date.
    http.setSendDateHeader(false);
    http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setAcceptedTcpNoDelay(true);
    server.addConnector(connector);
    server.setHandler(new Front(houses, clock, pauses));
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException("the sandbox cannot listen on port " + port, failure);
    }
    return new LocalServer(server, connector.getLocalPort());
  }

  public String address() {
    return "http://" + LOOPBACK + ":" + port;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the sandbox did not stop", failure);
    }
  }
}
