package com.nurturehub.crm.api.graphql;

import static com.nurturehub.crm.api.Acme.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.domain.contact.CommittedChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;

/// Browsers go away without saying so. That is nobody's trouble, and nothing of theirs stays.
class GoneBrowserTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void stop() {
    root().detachAppender(log);
    server.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void who_is_gone_when_something_is_told_leaves_nothing_behind() throws Exception {
    goAway();

    while (isFollowing()) {
      server.hub().commits(CommittedChange.erased(Acme.ada().id(), NINE));
      Thread.sleep(20);
    }

    assertNobodyComplains();
  }

  @Test
  void who_is_gone_when_the_stream_ends_leaves_nothing_behind() throws Exception {
    goAway();

    server.bean(WatchContacts.class).end();
    while (isFollowing()) {
      Thread.sleep(20);
    }

    assertNobodyComplains();
  }

  @Test
  void whatever_else_the_library_complains_of_is_heard() {
    var library = LoggerFactory.getLogger(GraphQlSseHandler.class);

    library.error("a bug", new IllegalStateException("a bug"));

    assertThat(log.list).extracting(ILoggingEvent::getMessage).contains("a bug");
  }

  private boolean isFollowing() {
    var streams = server.bean(Streams.class);
    var places =
        Stream.generate(() -> streams.take("local user"))
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList();
    places.forEach(Streams.Place::close);
    return places.size() < Streams.CALLER_MAX;
  }

  /// Not until the very end.
  private void assertNobodyComplains() {
    server.close();

    assertThat(List.copyOf(log.list))
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .isEmpty();
  }

  private void goAway() throws IOException {
    var at = server.http("/graphql");
    var body = "{\"query\": \"subscription { contactsChanged { position } }\"}";
    try (var socket = new Socket(at.getHost(), at.getPort())) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              """
              POST /graphql HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              Accept: text/event-stream\r
              Content-Length: %d\r
              \r
              %s\
              """
                  .formatted(TestServer.TOKEN, body.length(), body)
                  .getBytes(StandardCharsets.UTF_8));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      while (!answer.readLine().startsWith("data:")) {
        // On to the first message.
      }
    }
  }
}
