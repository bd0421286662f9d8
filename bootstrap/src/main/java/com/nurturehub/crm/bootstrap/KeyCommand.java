package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.KeyChanges;
import com.nurturehub.crm.persistence.vault.KeyChanges.Retirement;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/// `rotate-key` makes a new key to encrypt with; `retire-keys` takes earlier ones away once nothing
/// is encrypted with them. Both work on a database of yours, with the settings of the service.
final class KeyCommand {

  static final String ROTATE = "rotate-key";
  static final String RETIRE = "retire-keys";
  static final Set<String> NAMES = Set.of(ROTATE, RETIRE);

  private KeyCommand() {}

  @Configuration(proxyBeanMethods = false)
  static class SettingsOnly {}

  /// Says in one sentence how it went, and whether it went well.
  static boolean run(String command, PrintStream say, String... settings) {
    try (var context =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .run(settings)) {
      var keys = keys(context.getEnvironment());
      return command.equals(ROTATE) ? rotate(keys, say) : retire(keys, say);
    } catch (StartRefused | IllegalStateException refused) {
      // What keys and whoever keeps them have against it is said in a sentence.
      say.println(refused.getMessage());
      return false;
    }
  }

  private static boolean rotate(KeyChanges keys, PrintStream say) {
    keys.rotate();
    say.println(
        "A new key encrypts from now on. The running service encrypts the rest anew within minutes; then run retire-keys.");
    return true;
  }

  private static boolean retire(KeyChanges keys, PrintStream say) {
    var retirement = keys.retire();
    say.println(
        switch (retirement) {
          case Retirement.Retired(var many) -> "Earlier keys taken away: %d.".formatted(many);
          case Retirement.NothingToRetire _ -> "There is only one key, and it is in use.";
          case Retirement.StillInUse(var many) ->
              "Nothing done: %d values are still encrypted with an earlier key. Let the service run and try again."
                  .formatted(many);
          case Retirement.TooEarly(var until) ->
              "Nothing done: a node may not know the new key yet. Try again after %s."
                  .formatted(until);
        });
    return retirement instanceof Retirement.Retired
        || retirement instanceof Retirement.NothingToRetire;
  }

  private static KeyChanges keys(Environment environment) {
    var key = Settings.from(environment).key().open();
    var url = environment.getProperty("spring.datasource.url");
    if (url == null) {
      throw new StartRefused(
          "Not done: keys are changed in a database of yours, so set SPRING_DATASOURCE_URL, SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD.");
    }
    var owner =
        DataSourceBuilder.create()
            .url(url)
            .username(environment.getProperty("spring.flyway.user", ""))
            .password(environment.getProperty("spring.flyway.password", ""))
            .type(SimpleDriverDataSource.class)
            .build();
    return new KeyChanges(new JooqTransactions(owner), key, InstantSource.system());
  }
}
