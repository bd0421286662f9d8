package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;

/// Takes in a message of a CRM's, once it is proved to be that, and wakes whoever works on it. When
/// it returns, the message is kept; when it throws, nothing is, and the CRM is to try again.
@DrivingPort
@FunctionalInterface
public interface ReceiveWebhook {

  Receipt receive(RawDelivery delivery);

  enum Receipt {
    /// Written down.
    ACCEPTED,
    /// Written down before.
    DUPLICATE,
    /// Genuine, and for an account nobody has connected here.
    UNROUTABLE,
    /// Genuine, and about nothing we work with.
    IRRELEVANT,
    FORGED,
    STALE,
    MALFORMED,
    /// No messages are accepted from this CRM.
    NOT_OFFERED
  }

  static ReceiveWebhook using(
      Stores stores, World world, WebhookVerifiers verifiers, Lanes lanes, LaneLedger ledger) {
    return new ReceivingWebhook(
        verifiers,
        new Together<>(new Routing(stores.connections(), ledger)),
        new Together<>(
            new WritingDown(
                world.transactions(), stores.connections(), stores.inbox(), lanes, world.clock())));
  }
}
