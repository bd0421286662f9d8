package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.sql.SQLException;

/// What lies in the database for one agency.
record AgencyRows(TestDatabase database, String agency) {

  /// How many contacts there are.
  long contacts() {
    return number("select count(*) from contact");
  }

  /// How many of the CRM's records they are tied to.
  long externalIds() {
    return number("select count(distinct external_id) from contact_link");
  }

  /// How much of what CRMs told us is written down.
  long events() {
    return number("select count(*) from webhook_event");
  }

  /// Which transactions wrote the contacts, their handles and links last, and where. Any write
  /// changes it.
  long lastWritten() {
    return number(
        """
        select (sum(hashtextextended(written, 0)) % 1000000007)::bigint from (
          select concat_ws(' ', tableoid, xmin, ctid) as written from contact
          union all
          select concat_ws(' ', tableoid, xmin, ctid) from contact_handle
          union all
          select concat_ws(' ', tableoid, xmin, ctid) from contact_link) as rows
        """);
  }

  private long number(String sql) {
    try (var connection = database.service().getConnection()) {
      connection.setAutoCommit(false);
      try (var scope = connection.prepareStatement("select set_config('app.agency', ?, true)")) {
        scope.setString(1, agency);
        scope.execute();
      }
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getLong(1);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
