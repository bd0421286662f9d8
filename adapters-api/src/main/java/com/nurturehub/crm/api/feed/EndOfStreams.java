package com.nurturehub.crm.api.feed;

import com.nurturehub.crm.api.alert.WatchAlerts;
import org.springframework.context.SmartLifecycle;

/// Ends what would go on for hours before the servers begin to wait for it: callers go on at
/// another node, and nobody's stop takes as long as somebody's stream.
public final class EndOfStreams implements SmartLifecycle {

  private final WatchContacts contacts;
  private final WatchAlerts alerts;
  private volatile boolean running;

  public EndOfStreams(WatchContacts contacts, WatchAlerts alerts) {
    this.contacts = contacts;
    this.alerts = alerts;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    contacts.end();
    alerts.end();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
