package com.nurturehub.crm.persistence.connection;

import static com.nurturehub.crm.persistence.generated.Tables.APPLICATION_TOKEN;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.generated.tables.records.ApplicationTokenRecord;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/// The application's tokens in PostgreSQL, encrypted. Who fetches a new one holds its row, so that
/// every other node waits and then finds it there; on one node only one thread at a time goes to
/// the database for it.
public final class TinkApplicationTokens implements ApplicationTokens {

  /// A token is not used for a call that might still be under way when it expires.
  private static final Duration STILL_VALID_FOR = Duration.ofMinutes(1);

  private final JooqTransactions transactions;
  private final Keysets keysets;
  private final InstantSource clock;
  private final Map<CrmProvider, Token> known = new ConcurrentHashMap<>();
  private final Map<CrmProvider, ReentrantLock> turns = new EnumMap<>(CrmProvider.class);

  public TinkApplicationTokens(
      JooqTransactions transactions, Keysets keysets, InstantSource clock) {
    this.transactions = transactions;
    this.keysets = keysets;
    this.clock = clock;
    for (var provider : CrmProvider.values()) {
      turns.put(provider, new ReentrantLock());
    }
  }

  @Override
  public Secret current(CrmProvider provider, Supplier<Token> fetch) {
    return usable(provider)
        .orElseGet(() ->
            inTurn(
                provider,
                () -> usable(provider).orElseGet(() -> storedOrFetched(provider, fetch))));
  }

  @Override
  public void refused(CrmProvider provider, Secret token) {
    inTurn(
        provider,
        () -> {
          known.computeIfPresent(provider, (_, held) -> held.access().equals(token) ? null : held);
          return transactions.apart(db -> forget(db, provider, token));
        });
  }

  private Optional<Secret> usable(CrmProvider provider) {
    return Optional.ofNullable(known.get(provider)).filter(this::isUsable).map(Token::access);
  }

  private boolean isUsable(Token token) {
    return token.expiresAt().isAfter(clock.instant().plus(STILL_VALID_FOR));
  }

  private Secret storedOrFetched(CrmProvider provider, Supplier<Token> fetch) {
    var token =
        transactions.apart(db ->
            stored(db, provider)
                .filter(this::isUsable)
                .orElseGet(() -> {
                  var fetched = fetch.get();
                  store(db, provider, fetched);
                  return fetched;
                }));
    // Only now is it committed, and may be used.
    known.put(provider, token);
    return token.access();
  }

  /// Holds the row, which is made the first time.
  private Optional<Token> stored(DSLContext db, CrmProvider provider) {
    db.insertInto(APPLICATION_TOKEN, APPLICATION_TOKEN.PROVIDER)
        .values(provider.name())
        .onConflictDoNothing()
        .execute();
    var row =
        db.selectFrom(APPLICATION_TOKEN)
            .where(APPLICATION_TOKEN.PROVIDER.eq(provider.name()))
            .forUpdate()
            .fetchSingle();
    return token(provider, row);
  }

  private Optional<Token> token(CrmProvider provider, ApplicationTokenRecord row) {
    return Optional.ofNullable(row.getCiphertext())
        .map(encrypted -> keysets.decrypt(encrypted, Context.applicationToken(provider)))
        .map(clear -> Secret.of(new String(clear, StandardCharsets.UTF_8)))
        .map(access -> new Token(access, row.getExpiresAt()));
  }

  private void store(DSLContext db, CrmProvider provider, Token token) {
    var clear = token.access().reveal().getBytes(StandardCharsets.UTF_8);
    write(
        db,
        provider,
        Optional.of(keysets.encrypt(clear, Context.applicationToken(provider))),
        Optional.of(token.expiresAt()));
  }

  /// Another node may have stored a new one meanwhile; that one stays.
  private boolean forget(DSLContext db, CrmProvider provider, Secret token) {
    var isThis = stored(db, provider).filter(held -> held.access().equals(token)).isPresent();
    if (isThis) {
      write(db, provider, Optional.empty(), Optional.empty());
    }
    return isThis;
  }

  private static void write(
      DSLContext db,
      CrmProvider provider,
      Optional<byte[]> encrypted,
      Optional<Instant> expiresAt) {
    db.update(APPLICATION_TOKEN)
        .set(APPLICATION_TOKEN.CIPHERTEXT, encrypted.orElse(null))
        .set(APPLICATION_TOKEN.EXPIRES_AT, expiresAt.orElse(null))
        .where(APPLICATION_TOKEN.PROVIDER.eq(provider.name()))
        .execute();
  }

  private <T> T inTurn(CrmProvider provider, Supplier<T> work) {
    var turn = turns.get(provider);
    if (turn == null) {
      throw new IllegalStateException("every provider has its turn");
    }
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }
}
