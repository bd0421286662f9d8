package com.nurturehub.crm.bootstrap.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.bootstrap.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  /// One folder for all: the first to start makes a database in it, which takes longest.
  @TempDir static Path parent;

  @Test
  void what_was_written_is_there_after_a_restart() throws SQLException {
    try (var first = EmbeddedDatabase.startIn(data())) {
      execute(first, "create table note (text text)");
      execute(first, "insert into note values ('kept')");
    }

    try (var second = EmbeddedDatabase.startIn(data())) {
      assertThat(text(second, "select text from note")).isEqualTo("kept");
    }
  }

  @Test
  void what_is_committed_is_on_disk() throws SQLException {
    try (var database = EmbeddedDatabase.startIn(data())) {
      assertThat(text(database, "show fsync")).isEqualTo("on");
      assertThat(text(database, "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void a_second_instance_on_the_same_data_is_refused() {
    try (var _ = EmbeddedDatabase.startIn(data())) {
      assertThatThrownBy(() -> EmbeddedDatabase.startIn(data()))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Another instance is already running on the data in");
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_refused() throws IOException {
    Files.writeString(parent.resolve("file"), "not a folder");

    assertThatThrownBy(() -> EmbeddedDatabase.startIn(parent.resolve("file/postgres")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("cannot be used");
  }

  @Test
  void a_server_left_behind_by_a_killed_run_is_stopped_first() throws Exception {
    try (var killed = EmbeddedDatabase.startIn(data())) {
      execute(killed, "create table left_behind (text text)");
    }
    killOnceStarted(anotherProcess());

    try (var next = EmbeddedDatabase.startIn(data())) {
      assertThat(text(next, "select count(*) from left_behind")).isEqualTo("0");
    }
  }

  @Test
  void after_a_crash_somebody_else_may_have_the_number_of_our_server() throws Exception {
    EmbeddedDatabase.startIn(data()).close();
    Files.writeString(
        data().resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data() + "\n");

    try (var next = EmbeddedDatabase.startIn(data())) {
      assertThat(text(next, "select 1")).isEqualTo("1");
    }
  }

  private static Process anotherProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            RunUntilKilled.class.getName(),
            data().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void killOnceStarted(Process process) throws Exception {
    try (var lines = process.inputReader()) {
      assertThat(lines.lines().anyMatch("started"::equals)).isTrue();
      process.destroyForcibly().waitFor();
    }
  }

  /// Another run of ours, as far as the database is concerned.
  static final class RunUntilKilled {

    private RunUntilKilled() {}

    public static void main(String[] args) throws Exception {
      try (var _ = EmbeddedDatabase.startIn(Path.of(args[0]))) {
        System.out.println("started");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  private static Path data() {
    return parent.resolve("postgres");
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.OWNER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.OWNER, "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
