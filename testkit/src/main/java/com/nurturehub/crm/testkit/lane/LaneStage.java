package com.nurturehub.crm.testkit.lane;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.WorkLane;

/// A fresh world without lanes, in which nodes can be started.
public interface LaneStage extends AutoCloseable {

  LaneLedger ledger();

  /// One more node, which works due lanes with this from now on.
  Node start(WorkLane work);

  @Override
  void close();

  /// One running copy of the service.
  interface Node extends AutoCloseable {

    Lanes lanes();

    Transactions transactions();

    /// Stops in good order: what it has begun is finished.
    @Override
    void close();
  }
}
