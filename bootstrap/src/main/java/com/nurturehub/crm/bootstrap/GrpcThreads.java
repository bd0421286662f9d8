package com.nurturehub.crm.bootstrap;

import java.util.concurrent.Executors;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every gRPC call has a virtual thread. `spring.threads.virtual.enabled` covers the web server
/// only.
@Configuration(proxyBeanMethods = false)
class GrpcThreads {

  @Bean
  GrpcServerExecutorProvider grpcExecutor() {
    return () -> Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-", 0).factory());
  }
}
