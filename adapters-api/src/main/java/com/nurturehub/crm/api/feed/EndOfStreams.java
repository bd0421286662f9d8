package com.nurturehub.crm.api.feed;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/// Ends what would go on for hours before the servers begin to wait for it: callers go on at
/// another node, and nobody's stop takes as long as somebody's stream.
public final class EndOfStreams implements SmartLifecycle {

  private final List<Runnable> ends;
  private volatile boolean running;

  /// Each ends what one kind of stream watches.
  public EndOfStreams(List<Runnable> ends) {
    this.ends = List.copyOf(ends);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    ends.forEach(Runnable::run);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
