package com.nurturehub.crm.scheduling;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lanes;

/// Lanes of an engine that does not wait for its next look when one is woken.
public interface PromptLanes extends Lanes {

  /// The same transactions, after which a lane woken in them is worked at once.
  Transactions prompt(Transactions transactions);
}
