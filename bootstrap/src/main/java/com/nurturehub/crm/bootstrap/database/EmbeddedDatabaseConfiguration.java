package com.nurturehub.crm.bootstrap.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// The embedded database, where no `spring.datasource.url` says otherwise. Migrations run as the
/// owner role, everything else as the service role.
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabaseConfiguration.NoDatabaseConfigured.class)
class EmbeddedDatabaseConfiguration {

  @Bean(destroyMethod = "close")
  EmbeddedDatabase embeddedDatabase(@Value("${nurturehub.data-directory}") Path directory) {
    return EmbeddedDatabase.startIn(directory);
  }

  @Bean
  JdbcConnectionDetails serviceConnection(EmbeddedDatabase database) {
    return new ServiceConnection(database.url());
  }

  @Bean
  FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
    return new OwnerConnection(database.url());
  }

  // The embedded server trusts this machine, so neither role has a password.

  private record ServiceConnection(String getJdbcUrl) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return EmbeddedDatabase.SERVICE;
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  private record OwnerConnection(String getJdbcUrl) implements FlywayConnectionDetails {
    @Override
    public String getUsername() {
      return EmbeddedDatabase.OWNER;
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  static final class NoDatabaseConfigured extends NoneNestedConditions {

    NoDatabaseConfigured() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static final class UrlGiven {}
  }
}
