package com.nurturehub.crm.persistence;

import com.google.crypto.tink.Aead;
import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.persistence.vault.Keysets;
import com.nurturehub.crm.persistence.vault.LocalKey;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// Everything in one PostgreSQL database, as the service would keep it.
public record PostgresStorage(
    TestDatabase database,
    JooqTransactions transactions,
    Keysets keysets,
    Stores stores,
    LaneLedger ledger)
    implements Storage {

  /// The one database that all contracts are signed on; every test has agencies of its own.
  public static PostgresStorage shared() {
    return OnFirstUse.SHARED;
  }

  /// A database nobody else uses. Close it when done.
  public static PostgresStorage fresh() {
    var database = PostgresServer.freshDatabase();
    var transactions = new JooqTransactions(database.service());
    var keysets = Keysets.open(transactions, key());
    return new PostgresStorage(
        database,
        transactions,
        keysets,
        JooqStores.over(transactions, keysets, ids()),
        new JooqLaneLedger(transactions));
  }

  /// The same, but changes of contacts are told for another while.
  public PostgresStorage keepingChanges(Duration kept) {
    var stores = JooqStores.over(transactions, keysets, ids(), kept, SyncLog.KEPT);
    return new PostgresStorage(database, transactions, keysets, stores, ledger);
  }

  /// Until a transaction waits for what another one has locked.
  public void awaitSomebodyWaiting() {
    while (waitingForALock() == 0) {
      Thread.onSpinWait();
    }
  }

  private long waitingForALock() {
    return transactions.apart(db ->
        db.fetchSingle(
                """
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database()
                """)
            .get(0, Long.class));
  }

  private static Ids ids() {
    return new TimeOrderedIds(InstantSource.system(), new SecureRandom());
  }

  public static Aead key() {
    var key = new byte[Keysets.KEY_BYTES];
    key[0] = 7;
    return LocalKey.of(key);
  }

  private static final class OnFirstUse {
    static final PostgresStorage SHARED = fresh();
  }
}
