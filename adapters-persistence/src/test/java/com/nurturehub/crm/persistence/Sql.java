package com.nurturehub.crm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Statements as somebody types them, past the stores.
public final class Sql {

  private Sql() {}

  /// Together, in one transaction.
  public static void execute(DataSource as, String... statements) throws SQLException {
    try (var connection = as.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        for (var sql : statements) {
          statement.execute(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /// The first column of every row, as text.
  public static List<String> texts(DataSource as, String sql) throws SQLException {
    try (var connection = as.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    }
  }
}
