package com.nurturehub.crm.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolesTest {

  private final TestDatabase database = PostgresServer.freshDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_service_is_no_superuser_and_owns_nothing() throws SQLException {
    assertThat(
            number(
                database.service(),
                """
                select count(*) from pg_roles
                where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole)
                """))
        .isZero();
    assertThat(
            number(
                database.service(),
                """
                select count(*) from pg_class
                where relowner = (select oid from pg_roles where rolname = current_user)
                """))
        .isZero();
  }

  @Test
  void the_service_cannot_change_the_schema() {
    assertThatThrownBy(() -> execute(database.service(), "create table note (text text)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void the_service_does_not_see_the_history_of_migrations() {
    assertThatThrownBy(
            () -> number(database.service(), "select count(*) from flyway_schema_history"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void every_test_has_a_database_of_its_own() throws SQLException {
    execute(database.owner(), "create table note (text text)");

    try (var other = PostgresServer.freshDatabase()) {
      assertThat(number(other.owner(), "select count(*) from pg_tables where tablename = 'note'"))
          .isZero();
    }
  }

  private static long number(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
