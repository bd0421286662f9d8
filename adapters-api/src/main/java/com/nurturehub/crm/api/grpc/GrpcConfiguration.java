package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.progress.Pause;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.security.AuthenticationProcessInterceptor;
import org.springframework.grpc.server.security.GrpcSecurity;

/// The gRPC side of the house. Every method but health asks for a token; the endpoints themselves
/// ask for the scope and the agency.
@Configuration(proxyBeanMethods = false)
@Import({ConnectorEndpoint.class, ContactEndpoint.class, AuditEndpoint.class, Pushes.class})
public class GrpcConfiguration {

  /// No message is longer. A contact with all it can have is far below.
  static final int MESSAGE_BYTES_MAX = 1024 * 1024;

  private static final String WITHIN = "${nurturehub.grpc.request-within:20s}";

  @Bean
  <B extends ServerBuilder<B>> ServerBuilderCustomizer<B> noMessageIsLong() {
    return server -> server.maxInboundMessageSize(MESSAGE_BYTES_MAX);
  }

  /// Whoever connects has to say so in time, with TLS and without.
  @Bean
  <B extends ServerBuilder<B>> ServerBuilderCustomizer<B> nobodyIsSlowToGreet(
      @Value(WITHIN) Duration within) {
    return server -> server.handshakeTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Bean
  @GlobalServerInterceptor
  ServerInterceptor requestsInTime(@Value(WITHIN) Duration within, Pause pause) {
    return new RequestsInTime(within, pause);
  }

  @Bean
  GrpcStatuses grpcStatuses() {
    return new GrpcStatuses();
  }

  @Bean
  @GlobalServerInterceptor
  AuthenticationProcessInterceptor grpcAccess(GrpcSecurity security, Access access)
      throws Exception {
    return security
        .authenticationManager(access.tokens())
        .authenticationExtractor(new BearerTokens())
        .authorizeRequests(requests ->
            requests
                .methods("grpc.health.v1.Health/*")
                .permitAll()
                .methods("grpc.reflection.v1.ServerReflection/*", "nurturehub.crm.v1.*/*")
                .authenticated()
                .allRequests()
                .denyAll())
        .build();
  }

  @Bean
  @GlobalServerInterceptor
  ServerInterceptor streamsEndWithTheirTokens(InstantSource clock, Pause pause) {
    return new StreamsEndWithTheirTokens(clock, pause);
  }

  @Bean
  @GlobalServerInterceptor
  ServerInterceptor loopbackOnly(Access access) {
    return new LoopbackOnly(access);
  }
}
