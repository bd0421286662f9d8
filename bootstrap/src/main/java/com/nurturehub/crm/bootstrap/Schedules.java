package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.scheduling.Engine;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What happens by itself: lanes that are due are worked, from when everything else has started
/// until before anything else stops.
@Component
final class Schedules implements SmartLifecycle {

  private final Engine engine;
  private volatile boolean running;

  Schedules(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void start() {
    engine.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    engine.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
