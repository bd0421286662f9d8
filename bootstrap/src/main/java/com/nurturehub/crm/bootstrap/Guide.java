package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.bootstrap.Settings.Callers.OnThisMachine;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.stereotype.Component;

/// Tells whoever started the service on their own machine how to call it. The page prints its own
/// way in.
@Component
final class Guide {

  private static final Logger LOG = LoggerFactory.getLogger("NurtureHub");

  private final Settings settings;
  private final GrpcServerLifecycle grpc;

  Guide(Settings settings, GrpcServerLifecycle grpc) {
    this.settings = settings;
    this.grpc = grpc;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(0)
  void tell() {
    if (settings.callers() instanceof OnThisMachine(var agency, var tokenFile)) {
      LOG.info(
          """

            NurtureHub's CRM connectors are running for the agency "{}".
            gRPC is at localhost:{}, with the token in {}
          """,
          agency,
          grpc.getPort(),
          plain(tokenFile));
    }
  }

  private static Path plain(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
