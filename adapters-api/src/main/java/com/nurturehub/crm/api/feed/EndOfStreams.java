package com.nurturehub.crm.api.feed;

import org.springframework.context.SmartLifecycle;

/// Ends what would go on for hours before the servers begin to wait for it: callers go on at
/// another node, and nobody's stop takes as long as somebody's stream.
public final class EndOfStreams implements SmartLifecycle {

  private final WatchContacts watch;
  private volatile boolean running;

  public EndOfStreams(WatchContacts watch) {
    this.watch = watch;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    watch.end();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
