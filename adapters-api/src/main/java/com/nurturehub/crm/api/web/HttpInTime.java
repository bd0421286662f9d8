package com.nurturehub.crm.api.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// HTTP as Tomcat speaks it, except that the head of a request has to be there in time. Tomcat
/// itself only asks that something comes now and then, so whoever sends a letter a second could
/// hold a connection for hours.
public final class HttpInTime extends Http11NioProtocol {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Override
  public void start() throws Exception {
    super.start();
    var _ =
        getUtilityExecutor()
            .scheduleWithFixedDelay(
                this::hangUpOnTheLate, 1, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void hangUpOnTheLate() {
    for (var connection : getEndpoint().getConnections()) {
      if (isLate(connection)) {
        connection.close();
      }
    }
  }

  /// A connection shows its request while the head is not complete, and while an answer goes on by
  /// itself; never while somebody works on it, and never between two requests.
  private boolean isLate(SocketWrapperBase<?> connection) {
    return connection.getCurrentProcessor() instanceof Processor waiting
        && !waiting.isAsync()
        && !waiting.isUpgrade()
        && hasBegunLongAgo(waiting);
  }

  private boolean hasBegunLongAgo(Processor waiting) {
    var begun = waiting.getRequest().getStartTimeNanos();
    return begun >= 0
        && System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
  }
}
