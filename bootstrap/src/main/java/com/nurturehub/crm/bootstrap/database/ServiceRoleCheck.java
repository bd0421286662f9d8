package com.nurturehub.crm.bootstrap.database;

import com.nurturehub.crm.bootstrap.StartRefused;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Refuses to start as an owner or superuser: grants and row-level security would not bind us, and
/// nobody would notice.
@Component
final class ServiceRoleCheck implements SmartInitializingSingleton {

  private static final String PRIVILEGED =
      """
      select r.rolsuper or r.rolbypassrls or exists (
        select from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relowner = r.oid and n.nspname = current_schema())
      from pg_roles r
      where r.rolname = current_user
      """;

  private final DataSource service;

  ServiceRoleCheck(DataSource service) {
    this.service = service;
  }

  @Override
  public void afterSingletonsInstantiated() {
    try (var connection = service.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(PRIVILEGED)) {
      if (rows.next() && rows.getBoolean(1)) {
        throw new StartRefused(
            "The database user %s is a superuser or owns the tables: run as crm_service and give the owner to the migrations with SPRING_FLYWAY_USER (see db/roles.sql)."
                .formatted(connection.getMetaData().getUserName()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database user's rights could not be read.", e);
    }
  }
}
