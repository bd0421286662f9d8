package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nurturehub.crm.bootstrap.endtoend.Examples.Example;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What somebody finds who has cloned the repository, typed the first command and tries the
/// examples.
class FreshMachineTest {

  private static final int CONTACTS = 300;
  private static final Pattern EVENT = Pattern.compile("^data:(\\{.*})$", Pattern.MULTILINE);

  @TempDir static Path folder;

  private static ChildProcess demo;

  private final Examples examples = Examples.inThisRepository();
  private final Shell shell = new Shell(folder);

  @BeforeAll
  static void start() {
    demo = ChildProcess.startDemo(folder, CONTACTS);
    demo.office();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @TestFactory
  Stream<DynamicTest> the_grpc_examples_are_answered_as_they_say() {
    assumeTrue(Shell.has("sh"), "No shell on this machine, so the examples are not tried.");
    return examples.in("grpc").stream()
        .map(example -> dynamicTest(example.name(), () -> agree(example, last(askGrpc(example)))));
  }

  @TestFactory
  Stream<DynamicTest> the_graphql_examples_are_answered_as_they_say() {
    assumeTrue(
        Shell.has("sh") && Shell.has("curl"),
        "No curl on this machine, so the GraphQL examples are not tried.");
    return examples.in("graphql").stream()
        .map(example -> dynamicTest(example.name(), () -> agree(example, askGraphQl(example))));
  }

  @Test
  void the_readme_shows_no_request_that_is_not_an_example() {
    var tried =
        Stream.of("grpc", "graphql")
            .flatMap(api -> examples.in(api).stream())
            .map(Example::command)
            .toList();

    assertThat(examples.shown())
        .isNotEmpty()
        .allSatisfy(
            shown -> assertThat(tried).anySatisfy(command -> assertThat(command).contains(shown)));
  }

  @Test
  void a_second_one_on_the_same_data_says_so_in_one_sentence() {
    try (var second = ChildProcess.startDemo(folder, CONTACTS)) {
      assertThat(second.exitCode()).isNotZero();
      assertThat(second.log().lines().filter(line -> line.contains("ERROR")))
          .singleElement()
          .asString()
          .contains("Another instance is already running on the data in", "stop it");
      assertThat(second.log()).doesNotContain("\tat ");
    }
  }

  private List<String> askGrpc(Example example) {
    var told = shell.toldToGrpcurl(example.command(), contact());
    var token = told.get(told.indexOf("-H") + 1).replaceFirst("^authorization: ", "");
    var headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), token);
    assertThat(told).contains("-plaintext", "localhost:9090");
    var channel =
        Grpc.newChannelBuilder("localhost:" + demo.grpcPort(), InsecureChannelCredentials.create())
            .build();
    try {
      var known =
          ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
      return new Reflection(known).call(told.getLast(), told.get(told.indexOf("-d") + 1));
    } finally {
      channel.shutdownNow();
    }
  }

  private JsonNode askGraphQl(Example example) {
    var here = example.command().replace("http://localhost:8080", demo.http().toString());
    var said = shell.run(here, demo.signInLink().toString());
    var events = EVENT.matcher(said).results().map(event -> event.group(1)).toList();
    return last(events.isEmpty() ? List.of(said) : events);
  }

  /// Somebody to tell the CRM about, once there is one.
  private static String contact() {
    return demo.office().somebody(1).stream().map(Office.Known::id).findFirst().orElse("nobody");
  }

  private static JsonNode last(List<String> answers) {
    return JsonMapper.shared().readTree(answers.getLast());
  }

  private static void agree(Example example, JsonNode answer) {
    assertThat(Examples.agrees(answer, example.answer()))
        .as("%s must have in it %s", answer.toPrettyString(), example.answer().toPrettyString())
        .isTrue();
  }
}
