package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.event.WebhookAddresses;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.TellCrms;

/// Puts together what works a lane.
public interface LaneWork {

  static WorkLane using(
      Stores stores,
      World world,
      CrmConnectors crms,
      Lanes lanes,
      LaneLedger ledger,
      WebhookAddresses addresses,
      Bounds bounds) {
    var ids = world.ids();
    var clock = world.clock();
    var alarm = new Alarm(stores.alerts(), ids, clock);
    var logbook = new Logbook(stores.log(), ids, clock);
    var pages =
        new ReconcilePages(
            stores.contacts(),
            stores.links(),
            stores.tombstones(),
            stores.outbox(),
            stores.handChanges(),
            stores.duplicates(),
            stores.previews(),
            stores.audit(),
            TellCrms.using(stores, world, crms, lanes),
            logbook,
            ids,
            clock);
    var subscription =
        new KeepSubscription(
            stores.subscriptions(), addresses, stores.runs(), alarm, world.chance(), clock);
    var commitPage =
        new CommitPage(
            stores.connections(),
            stores.runs(),
            stores.quarantine(),
            pages,
            stores.subscriptions(),
            subscription,
            clock);
    var markGone = new MarkGone(stores.contacts(), stores.links(), clock);
    var secondLook =
        new SecondLook(
            stores.links(),
            stores.runs(),
            stores.approvals(),
            commitPage,
            markGone,
            alarm,
            ids,
            clock);
    var sync =
        new SyncContacts(
            stores.connections(),
            stores.runs(),
            commitPage,
            secondLook,
            stores.subscriptions(),
            subscription,
            alarm,
            logbook,
            bounds,
            ids,
            clock);
    var events =
        new WorkOffEvents(
            stores.inbox(), stores.subscriptions(), stores.runs(), commitPage, logbook, clock);
    var pushes =
        new DeliverPushes(
            stores.contacts(),
            stores.links(),
            stores.tombstones(),
            stores.outbox(),
            stores.handChanges(),
            pages,
            commitPage,
            markGone,
            new HoldWrites(
                stores.outbox(),
                stores.links(),
                stores.runs(),
                stores.approvals(),
                alarm,
                ids,
                clock),
            alarm,
            logbook,
            world.chance(),
            clock);
    return new WorkingLane(
        world.transactions(),
        ledger,
        stores.connections(),
        crms,
        events,
        subscription,
        sync,
        pushes,
        alarm,
        logbook,
        bounds,
        world.chance(),
        clock);
  }
}
