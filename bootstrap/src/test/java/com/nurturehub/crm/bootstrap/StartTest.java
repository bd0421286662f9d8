package com.nurturehub.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.testkit.postgres.PostgresServer;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @TempDir Path parent;

  @Test
  void it_starts_on_its_own_database_as_the_service_role() {
    try (var service = start()) {
      assertThat(user(service)).isEqualTo("crm_service");
    }
  }

  @Test
  void it_starts_on_a_database_of_yours() {
    try (var database = PostgresServer.freshDatabase();
        var service =
            start(
                Map.of(
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", database.serviceUser(),
                    "spring.datasource.password", database.password(),
                    "spring.flyway.user", database.ownerUser(),
                    "spring.flyway.password", database.password()))) {
      assertThat(user(service)).isEqualTo("crm_service");
      assertThat(parent.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void it_does_not_run_as_the_owner(CapturedOutput output) {
    try (var database = PostgresServer.freshDatabase()) {
      assertRefused(
          output,
          "The database user crm_owner is a superuser or owns the tables",
          Map.of(
              "spring.datasource.url", database.url(),
              "spring.datasource.username", database.ownerUser(),
              "spring.datasource.password", database.password()));
    }
  }

  @Test
  void a_port_in_use_is_one_sentence(CapturedOutput output) throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertRefused(
          output,
          "Port %d is already in use".formatted(taken.getLocalPort()),
          Map.of("server.port", String.valueOf(taken.getLocalPort())));
    }
  }

  @Test
  void a_grpc_port_in_use_is_one_sentence(CapturedOutput output) throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertRefused(
          output,
          "Port %d is already in use".formatted(taken.getLocalPort()),
          Map.of("spring.grpc.server.port", String.valueOf(taken.getLocalPort())));
    }
  }

  @Test
  void a_port_of_the_sandbox_in_use_is_one_sentence(CapturedOutput output) throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertRefused(
          output,
          "The sandbox cannot listen on port %d: stop the program that has it"
              .formatted(taken.getLocalPort()),
          Map.of(
              "nurturehub.sandbox.enabled",
              "true",
              "nurturehub.sandbox.port",
              String.valueOf(taken.getLocalPort())));
    }
  }

  @Test
  void a_data_folder_that_cannot_be_written_is_one_sentence(CapturedOutput output)
      throws IOException {
    Files.writeString(parent.resolve("file"), "not a folder");

    assertRefused(
        output,
        "cannot be used",
        Map.of("nurturehub.data-directory", parent.resolve("file/postgres").toString()));
  }

  @Test
  void a_second_instance_is_one_sentence(CapturedOutput output) {
    try (var _ = start()) {
      assertRefused(output, "Another instance is already running on the data in", Map.of());
    }
  }

  @Test
  void grpc_calls_have_virtual_threads() throws Exception {
    try (var service = start()) {
      var executor = service.getBean(GrpcServerExecutorProvider.class).getExecutor();
      var virtual = new CompletableFuture<Boolean>();
      executor.execute(() -> virtual.complete(Thread.currentThread().isVirtual()));

      assertThat(virtual.get()).isTrue();
    }
  }

  private void assertRefused(CapturedOutput output, String sentence, Map<String, String> settings) {
    assertThatThrownBy(() -> start(settings)).isNotNull();

    var reported = output.getOut().lines().filter(line -> line.contains("ERROR")).toList();
    assertThat(reported).singleElement().asString().contains(sentence);
    assertThat(output.getAll())
        .doesNotContain("\tat ", "Exception encountered", "APPLICATION FAILED");
  }

  private ConfigurableApplicationContext start() {
    return start(Map.of());
  }

  private ConfigurableApplicationContext start(Map<String, String> settings) {
    var wanted = new TreeMap<String, String>();
    wanted.put("server.port", "0");
    wanted.put("spring.grpc.server.port", "0");
    wanted.put("nurturehub.key", KEY);
    wanted.put("nurturehub.sandbox.enabled", "false");
    wanted.put("nurturehub.data-directory", parent.resolve("postgres").toString());
    wanted.putAll(settings);
    return new SpringApplicationBuilder(Main.class, AnyGrpcService.class)
        .run(
            wanted.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
  }

  private static String user(ConfigurableApplicationContext service) {
    assertThat(service.getBeansOfType(DataSource.class)).hasSize(1);
    return service.getBean(DSLContext.class).fetchSingle("select current_user").into(String.class);
  }

  // Without any service Boot opens no gRPC port.
  @Configuration(proxyBeanMethods = false)
  static class AnyGrpcService {
    @Bean
    BindableService any() {
      return () -> ServerServiceDefinition.builder("any").build();
    }
  }
}
