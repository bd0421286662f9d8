package com.nurturehub.crm.api.graphql;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.context.SmartLifecycle;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;

/// Browsers go away without saying so, and the library complains when it cannot tell one of them
/// that a stream has ended. That is nobody's trouble; whatever else it complains of is heard.
final class GoneBrowsers extends TurboFilter implements SmartLifecycle {

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] values,
      @Nullable Throwable thrown) {
    return thrown != null
            && thrown.getCause() instanceof IOException
            && logger.getName().equals(GraphQlSseHandler.class.getName())
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  @Override
  public void start() {
    super.start();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      logging.addTurboFilter(this);
    }
  }

  @Override
  public void stop() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      logging.getTurboFilterList().remove(this);
    }
    super.stop();
  }

  @Override
  public boolean isRunning() {
    return isStarted();
  }

  /// Before anybody can connect, and until the last stream has ended.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
