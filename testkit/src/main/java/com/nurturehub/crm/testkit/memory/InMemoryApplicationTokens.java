package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// One token per CRM. Who fetches a new one holds its row, so that everybody else waits for it.
public final class InMemoryApplicationTokens implements ApplicationTokens {

  /// A token that ends sooner is as good as ended.
  private static final Duration VALID_FOR_A_WHILE = Duration.ofSeconds(60);

  private final InMemoryDatabase database;
  private final Rows<Token> rows;
  private final InstantSource clock;

  public InMemoryApplicationTokens(InMemoryDatabase database, InstantSource clock) {
    this.database = database;
    this.rows = Rows.shared(database, "application_token", Token.class);
    this.clock = clock;
  }

  @Override
  public Secret current(CrmProvider provider, Supplier<Token> fetch) {
    return database.atOnce(() -> {
      var stored = rows.lock(provider.key()).filter(this::isValid);
      var token = stored.orElseGet(fetch);
      rows.put(provider.key(), token);
      return token.access();
    });
  }

  private boolean isValid(Token token) {
    return token.expiresAt().isAfter(clock.instant().plus(VALID_FOR_A_WHILE));
  }

  @Override
  public void refused(CrmProvider provider, Secret token) {
    database.atOnce(() -> {
      var stored = rows.lock(provider.key());
      stored
          .filter(current -> current.access().equals(token))
          .ifPresent(_ -> rows.remove(provider.key()));
      return stored.isPresent();
    });
  }
}
