package com.nurturehub.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
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
  void it_starts_on_its_own_database_as_the_service_role_and_lets_nobody_else_in(
      CapturedOutput output) {
    try (var service = start()) {
      assertThat(user(service)).isEqualTo("crm_service");
      assertRefused(output, "Another instance is already running on the data in", Map.of());
    }
  }

  @Test
  void it_starts_on_a_database_of_yours_and_answers_grpc_calls_on_virtual_threads()
      throws Exception {
    try (var database = PostgresServer.freshDatabase();
        var service = start(on(database))) {
      assertThat(user(service)).isEqualTo("crm_service");
      assertThat(parent.resolve("postgres")).doesNotExist();

      var executor = service.getBean(GrpcServerExecutorProvider.class).getExecutor();
      var virtual = new CompletableFuture<Boolean>();
      executor.execute(() -> virtual.complete(Thread.currentThread().isVirtual()));
      assertThat(virtual.get()).isTrue();
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
    assertRefusedOnATakenPort(output, "Port %d is already in use", Map.of(), "server.port");
  }

  @Test
  void a_grpc_port_in_use_is_one_sentence(CapturedOutput output) throws IOException {
    assertRefusedOnATakenPort(
        output, "Port %d is already in use", Map.of(), "spring.grpc.server.port");
  }

  @Test
  void a_port_of_the_sandbox_in_use_is_one_sentence(CapturedOutput output) throws IOException {
    assertRefusedOnATakenPort(
        output,
        "The sandbox cannot listen on port %d: stop the program that has it",
        Map.of("nurturehub.sandbox.enabled", "true"),
        "nurturehub.sandbox.port");
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

  /// On a database that is there, which is quicker than making one.
  private void assertRefusedOnATakenPort(
      CapturedOutput output, String sentence, Map<String, String> settings, String port)
      throws IOException {
    try (var taken = new ServerSocket(0);
        var database = PostgresServer.freshDatabase()) {
      var all = new TreeMap<>(on(database));
      all.putAll(settings);
      all.put(port, String.valueOf(taken.getLocalPort()));
      assertRefused(output, sentence.formatted(taken.getLocalPort()), all);
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

  private static Map<String, String> on(TestDatabase database) {
    return Map.of(
        "spring.datasource.url", database.url(),
        "spring.datasource.username", database.serviceUser(),
        "spring.datasource.password", database.password(),
        "spring.flyway.user", database.ownerUser(),
        "spring.flyway.password", database.password());
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
