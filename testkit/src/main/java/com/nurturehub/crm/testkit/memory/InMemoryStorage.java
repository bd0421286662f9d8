package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.audit.LoggedAuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.InstantSource;

/// All stores over one database in memory, with a hook at each of their methods and at each commit.
public record InMemoryStorage(
    Stores stores,
    Transactions transactions,
    LaneLedger ledger,
    Lanes lanes,
    Ids ids,
    InMemoryContactFeed feed)
    implements Storage {

  public static InMemoryStorage quiet(InstantSource clock) {
    return over(new InMemoryDatabase(), new CountedIds(), clock, Hook.NONE);
  }

  /// `database` has been given the same hook, which it calls at commits.
  public static InMemoryStorage over(
      InMemoryDatabase database, Ids ids, InstantSource clock, Hook hook) {
    var log = Watched.by(hook, SyncLog.class, new InMemorySyncLog(database));
    var stores =
        new Stores(
            Watched.by(hook, Contacts.class, new InMemoryContacts(database, clock)),
            Watched.by(hook, ContactLinks.class, new InMemoryContactLinks(database)),
            Watched.by(hook, Connections.class, new InMemoryConnections(database)),
            Watched.by(hook, CredentialVault.class, new InMemoryVault(database)),
            Watched.by(hook, SyncRuns.class, new InMemorySyncRuns(database)),
            Watched.by(hook, Quarantine.class, new InMemoryQuarantine(database, ids)),
            Watched.by(hook, Outbox.class, new InMemoryOutbox(database)),
            Watched.by(hook, HandChanges.class, new InMemoryHandChanges(database, ids)),
            Watched.by(
                hook,
                AuditTrail.class,
                new LoggedAuditTrail(new InMemoryAuditTrail(database), log)),
            Watched.by(hook, Alerts.class, new InMemoryAlerts(database)),
            Watched.by(hook, Approvals.class, new InMemoryApprovals(database)),
            Watched.by(hook, Previews.class, new InMemoryPreviews(database)),
            Watched.by(hook, Duplicates.class, new InMemoryDuplicates(database, ids)),
            Watched.by(hook, Requests.class, new InMemoryRequests(database)),
            Watched.by(hook, Tombstones.class, new InMemoryTombstones(database)),
            Watched.by(hook, EventInbox.class, new InMemoryEventInbox(database)),
            Watched.by(hook, Subscriptions.class, new InMemorySubscriptions(database)),
            log);
    var ledger = Watched.by(hook, LaneLedger.class, new InMemoryLaneLedger(database, clock));
    var lanes = new InMemoryLanes(ledger, clock);
    return new InMemoryStorage(
        stores,
        new InMemoryTransactions(database),
        ledger,
        lanes,
        ids,
        new InMemoryContactFeed(database, clock, ContactFeed.KEPT));
  }
}
