package com.nurturehub.crm.bootstrap.endtoend;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/// Knows what must be seen nowhere, and looks for it: in clear, in hexadecimal and in Base64.
final class Leaks {

  private static final Path PLANTED = Path.of("target", "planted-secrets.txt");

  private final Map<String, String> canaries = new ConcurrentHashMap<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger heard = new AtomicInteger();

  /// Hears everything that is logged from now on. A start takes away who listened before.
  void listen() {
    var ear =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            hear(event);
          }
        };
    ear.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(ear);
  }

  private void hear(ILoggingEvent event) {
    heard.incrementAndGet();
    lines.add(
        event.getLoggerName()
            + " "
            + event.getFormattedMessage()
            + (event.getThrowableProxy() == null
                ? ""
                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
  }

  /// What it is, and what of it must be seen nowhere. It is looked for once more, by
  /// `.ci/canaries`, when all tests of all modules have run.
  void plant(String what, String secret) {
    if (!secret.equals(canaries.put(what, secret))) {
      writeDown(secret);
    }
  }

  private static synchronized void writeDown(String secret) {
    try {
      Files.write(
          PLANTED,
          spellings(secret).toList(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> planted() {
    return Set.copyOf(canaries.keySet());
  }

  int heard() {
    return heard.get();
  }

  /// What of it is in the logs.
  List<String> inLogs() {
    return lines.stream().flatMap(line -> in(line).stream()).distinct().toList();
  }

  List<String> in(String text) {
    return canaries.entrySet().stream()
        .filter(canary -> isIn(text, canary.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  static boolean isIn(String text, String secret) {
    return spellings(secret).anyMatch(text::contains);
  }

  /// Base64 spells it in three ways, as it begins at the first, second or third byte of a group;
  /// what its neighbours have a share in is left out.
  private static Stream<String> spellings(String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
        Stream.of(secret, HexFormat.of().formatHex(bytes)),
        IntStream.range(0, 3)
            .mapToObj(offset -> {
              var shifted = new byte[bytes.length + offset];
              System.arraycopy(bytes, 0, shifted, offset, bytes.length);
              var whole = shifted.length / 3 * 4;
              var first = offset == 0 ? 0 : 4;
              return Base64.getEncoder().encodeToString(shifted).substring(first, whole);
            }));
  }

  /// What is in each table there is. Bytes are dumped in hexadecimal, as `pg_dump` does.
  static Map<String, String> dump(DataSource superuser) {
    var dump = new TreeMap<String, String>();
    try (var connection = superuser.getConnection();
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var tables =
          statement.executeQuery(
              """
              select format('%I.%I', schemaname, tablename) from pg_tables
              where schemaname not in ('pg_catalog', 'information_schema') order by 1
              """)) {
        while (tables.next()) {
          names.add(tables.getString(1));
        }
      }
      for (var name : names) {
        try (var rows = statement.executeQuery("select t::text from %s t".formatted(name))) {
          var text = new StringBuilder();
          while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
          }
          dump.put(name, text.toString());
        }
      }
      return dump;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
