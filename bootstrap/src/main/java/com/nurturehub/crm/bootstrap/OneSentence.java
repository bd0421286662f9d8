package com.nurturehub.crm.bootstrap;

import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Tells a person in one sentence why we did not start, where we know it. Everything else is left
/// to Boot's own reports, stack trace included.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneSentence implements SpringBootExceptionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);

  private final String grpcPort;

  /// Called by Boot, which knows the context, or null where it failed before there was one.
  OneSentence(@Nullable ConfigurableApplicationContext context) {
    grpcPort =
        context == null
            ? "9090"
            : context.getEnvironment().getProperty("spring.grpc.server.port", "9090");
  }

  @Override
  public boolean reportException(Throwable failure) {
    var sentence = sentence(failure);
    sentence.ifPresent(LOG::error);
    return sentence.isPresent();
  }

  Optional<String> sentence(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> known(cause).stream())
        .findFirst();
  }

  private Optional<String> known(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> Optional.ofNullable(refused.getMessage());
      case PortInUseException inUse ->
          Optional.of(portInUse(String.valueOf(inUse.getPort()), "SERVER_PORT"));
      case BindException _ -> Optional.of(portInUse(grpcPort, "SPRING_GRPC_SERVER_PORT"));
      default -> Optional.empty();
    };
  }

  private static String portInUse(String port, String setting) {
    return "Port %s is already in use: stop the program that has it, or choose another port with %s."
        .formatted(port, setting);
  }
}
