package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.domain.connection.ChangeFeed;

/// Nothing public says that Loop sends messages; none is accepted, and changes are found by
/// polling.
final class LoopWebhooks {

  private LoopWebhooks() {}

  static ChangeFeed subscribe() {
    return new ChangeFeed.PollingOnly();
  }
}
