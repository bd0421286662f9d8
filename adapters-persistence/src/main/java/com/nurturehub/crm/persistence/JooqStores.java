package com.nurturehub.crm.persistence;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.audit.LoggedAuditTrail;
import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.persistence.alert.JooqAlerts;
import com.nurturehub.crm.persistence.audit.JooqAuditTrail;
import com.nurturehub.crm.persistence.connection.JooqConnections;
import com.nurturehub.crm.persistence.connection.TinkCredentialVault;
import com.nurturehub.crm.persistence.contact.JooqContacts;
import com.nurturehub.crm.persistence.contact.JooqDuplicates;
import com.nurturehub.crm.persistence.contact.JooqRequests;
import com.nurturehub.crm.persistence.contact.TinkTombstones;
import com.nurturehub.crm.persistence.event.JooqEventInbox;
import com.nurturehub.crm.persistence.event.JooqSubscriptions;
import com.nurturehub.crm.persistence.link.JooqContactLinks;
import com.nurturehub.crm.persistence.log.JooqSyncLog;
import com.nurturehub.crm.persistence.push.JooqHandChanges;
import com.nurturehub.crm.persistence.push.JooqOutbox;
import com.nurturehub.crm.persistence.sync.JooqApprovals;
import com.nurturehub.crm.persistence.sync.JooqPreviews;
import com.nurturehub.crm.persistence.sync.JooqQuarantine;
import com.nurturehub.crm.persistence.sync.JooqSyncRuns;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.time.Duration;

/// Every agency store in one PostgreSQL database.
public final class JooqStores {

  private JooqStores() {}

  public static Stores over(JooqTransactions transactions, Keysets keysets, Ids ids) {
    return over(transactions, keysets, ids, ContactFeed.KEPT, SyncLog.KEPT);
  }

  /// How long changes of contacts are told, and for how long the sync log is kept.
  public static Stores over(
      JooqTransactions transactions,
      Keysets keysets,
      Ids ids,
      Duration changesKept,
      Duration logKept) {
    var log = new JooqSyncLog(transactions, logKept);
    return new Stores(
        new JooqContacts(transactions, changesKept),
        new JooqContactLinks(transactions),
        new JooqConnections(transactions),
        new TinkCredentialVault(transactions, keysets),
        new JooqSyncRuns(transactions),
        new JooqQuarantine(transactions, ids),
        new JooqOutbox(transactions),
        new JooqHandChanges(transactions, ids),
        new LoggedAuditTrail(new JooqAuditTrail(transactions, keysets), log),
        new JooqAlerts(transactions),
        new JooqApprovals(transactions),
        new JooqPreviews(transactions),
        new JooqDuplicates(transactions, ids),
        new JooqRequests(transactions),
        new TinkTombstones(transactions, keysets),
        new JooqEventInbox(transactions),
        new JooqSubscriptions(transactions),
        log);
  }
}
