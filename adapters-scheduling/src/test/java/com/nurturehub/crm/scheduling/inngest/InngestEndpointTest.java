package com.nurturehub.crm.scheduling.inngest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.inngest.Signing;
import com.nurturehub.crm.testkit.inngest.StandInInngest;
import com.nurturehub.crm.testkit.lane.LaneDiary;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryLaneLedger;
import com.nurturehub.crm.testkit.memory.InMemoryTransactions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InngestEndpointTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final AgencyId ACME = new AgencyId("acme");
  private static final String DIGITS = "00112233445566778899aabbccddeeff";
  private static final String FORMER = "ffeeddccbbaa99887766554433221100";
  private static final String REAPIT = "crm-lane-reapit";
  private static final ConnectionId LANE = new ConnectionId(new UUID(7, 7));

  private final StandInInngest inngest =
      StandInInngest.start(Secret.of(DIGITS), Secret.of("e1e2"), Duration.ofHours(1));
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final InMemoryLaneLedger ledger = new InMemoryLaneLedger(database, CLOCK);
  private final LaneDiary diary = new LaneDiary(ledger, CLOCK, _ -> new Resting());
  private InngestEndpoint endpoint = endpoint(key(DIGITS), diary);

  @BeforeEach
  void a_lane_is_due() {
    new InMemoryTransactions(database).run(ACME, () -> ledger.open(LANE, ACME, NOW));
  }

  @AfterEach
  void close() {
    inngest.close();
  }

  @Test
  void a_signed_call_works_a_slice() throws IOException {
    var answer = called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("x-inngest-sdk", "nurturehub-crm:v0.1.0")
        .containsEntry("x-inngest-req-version", "2");
    assertThat(diary.slices()).hasSize(1);
  }

  @Test
  void a_call_for_what_is_done_already_does_nothing() throws IOException {
    called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    var replayed = called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    assertThat(replayed.status()).isEqualTo(200);
    assertThat(diary.slices()).hasSize(1);
  }

  @Test
  void a_slice_that_wants_to_go_on_soon_has_an_event_before_the_answer() throws IOException {
    var next = NOW.plusSeconds(20);
    endpoint = endpoint(key(DIGITS), new LaneDiary(ledger, CLOCK, _ -> new At(next)));

    called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    assertThat(inngest.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.path("name").asString()).isEqualTo("crm/lane.due");
          assertThat(event.path("ts").asLong()).isEqualTo(next.toEpochMilli());
          assertThat(event.at("/data/connection").asString()).isEqualTo(LANE.toString());
          assertThat(event.at("/data/crm").asString()).isEqualTo("reapit");
        });
  }

  @Test
  void what_is_far_ahead_is_left_to_the_sweep() throws IOException {
    var next = NOW.plus(Duration.ofHours(4));
    endpoint = endpoint(key(DIGITS), new LaneDiary(ledger, CLOCK, _ -> new At(next)));

    called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    assertThat(inngest.events()).isEmpty();
  }

  @Test
  void when_the_next_slice_cannot_be_told_the_server_is_to_call_again() throws IOException {
    endpoint = endpoint(key(DIGITS), new LaneDiary(ledger, CLOCK, _ -> new At(NOW.plusSeconds(9))));
    inngest.close();

    var answer = called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers()).containsEntry("x-inngest-no-retry", "false");
  }

  @Test
  void the_sweep_sends_an_event_for_each_lane_that_is_due() throws IOException {
    var timer = bytes("{\"event\":{\"name\":\"inngest/scheduled.timer\",\"data\":{}}}");

    var answer = called("crm-due-lanes", timer, signed(DIGITS, timer, NOW));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(inngest.events())
        .singleElement()
        .satisfies(event ->
            assertThat(event.at("/data/connection").asString()).isEqualTo(LANE.toString()));
  }

  @Test
  void a_call_without_a_signature_is_refused() throws IOException {
    refused(called(REAPIT, body(LANE), Optional.empty()));
    refused(called(REAPIT, body(LANE), Optional.of(" ")));
    refused(called(REAPIT, body(LANE), Optional.of("t=now&s=none")));
  }

  @Test
  void a_call_signed_with_another_key_is_refused() throws IOException {
    refused(called(REAPIT, body(LANE), signed("0123", body(LANE), NOW)));
  }

  @Test
  void a_call_whose_body_was_altered_is_refused() throws IOException {
    var altered = body(LANE);
    altered[altered.length - 1] ^= 1;

    refused(called(REAPIT, altered, signed(DIGITS, body(LANE), NOW)));
  }

  @Test
  void a_call_signed_more_than_five_minutes_from_now_is_refused() throws IOException {
    var body = body(LANE);

    refused(called(REAPIT, body, signed(DIGITS, body, NOW.minusSeconds(301))));
    refused(called(REAPIT, body, signed(DIGITS, body, NOW.plusSeconds(301))));
    assertThat(called(REAPIT, body, signed(DIGITS, body, NOW.minusSeconds(300))).status())
        .isEqualTo(200);
  }

  @Test
  void a_signature_of_another_time_is_refused() throws IOException {
    var header = signed(DIGITS, body(LANE), NOW.minusSeconds(600)).orElseThrow();
    var pretended = header.replaceFirst("t=\\d+", "t=" + NOW.getEpochSecond());

    refused(called(REAPIT, body(LANE), Optional.of(pretended)));
  }

  @Test
  void while_the_key_is_replaced_both_are_accepted() throws IOException {
    endpoint = endpoint(key(DIGITS), diary);

    assertThat(called(REAPIT, body(LANE), signed(FORMER, body(LANE), NOW)).status()).isEqualTo(200);
    assertThat(diary.slices()).hasSize(1);
  }

  @Test
  void a_key_is_the_same_with_and_without_its_prefix() throws IOException {
    endpoint = endpoint(key("signkey-dev-" + DIGITS), diary);

    var bare = called(REAPIT, body(LANE), signed(DIGITS, body(LANE), NOW));
    var prefixed = called(REAPIT, body(LANE), signed("signkey-dev-" + DIGITS, body(LANE), NOW));

    assertThat(bare.status()).isEqualTo(200);
    assertThat(prefixed.status()).isEqualTo(200);
  }

  @Test
  void a_key_that_is_none_is_not_read() {
    assertThat(SigningKey.read(Secret.of("signkey-prod-xyz"))).isEmpty();
    assertThat(SigningKey.read(Secret.of("abc"))).isEmpty();
    assertThat(SigningKey.read(Secret.of(""))).isEmpty();
  }

  @Test
  void nobody_sends_a_long_body() throws IOException {
    var longer = new byte[InngestEndpoint.BODY_BYTES_MAX + 1];
    Arrays.fill(longer, (byte) ' ');

    assertThat(called(REAPIT, longer, signed(DIGITS, longer, NOW)).status()).isEqualTo(413);
  }

  @Test
  void an_unknown_function_is_a_fault() throws IOException {
    assertThat(called("crm-lane-other", body(LANE), signed(DIGITS, body(LANE), NOW)).status())
        .isEqualTo(500);
    assertThat(diary.slices()).isEmpty();
  }

  @Test
  void an_event_that_is_not_ours_is_not_tried_again() throws IOException {
    for (var body :
        new String[] {"{}", "not json", "{\"event\":{\"data\":{\"connection\":\"x\"}}}"}) {
      var answer = called(REAPIT, bytes(body), signed(DIGITS, bytes(body), NOW));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers()).containsEntry("x-inngest-no-retry", "true");
    }
  }

  @Test
  void a_stranger_sees_only_that_somebody_is_there() throws IOException {
    var told = json(asked("GET", Optional.empty()));

    assertThat(told.path("authentication_succeeded").isNull()).isTrue();
    assertThat(told.path("function_count").asInt()).isEqualTo(5);
    assertThat(told.path("schema_version").asString()).isEqualTo("2024-05-24");
    assertThat(told.path("has_signing_key").asBoolean()).isTrue();
    assertThat(told.has("app_id")).isFalse();
    assertThat(told.has("signing_key_hash")).isFalse();
  }

  @Test
  void the_server_sees_who_we_are_and_a_forger_does_not() throws IOException {
    var server = json(asked("GET", signed(DIGITS, new byte[0], NOW)));
    var forger = json(asked("GET", signed("0123", new byte[0], NOW)));

    assertThat(server.path("authentication_succeeded").asBoolean()).isTrue();
    assertThat(server.path("app_id").asString()).isEqualTo("crm");
    assertThat(forger.path("authentication_succeeded").asBoolean(true)).isFalse();
    assertThat(forger.has("app_id")).isFalse();
  }

  @Test
  void registering_tells_all_functions_as_agreed() throws IOException {
    var answer = asked("PUT", Optional.empty());

    assertThat(json(answer).path("message").asString()).isEqualTo("Successfully synced.");
    try (var golden = getClass().getResourceAsStream("/inngest/registration.json")) {
      assertThat(inngest.registrations()).containsExactly(JsonMapper.shared().readTree(golden));
    }
  }

  @Test
  void a_server_that_knows_only_the_former_key_is_registered_with_it() throws IOException {
    endpoint =
        InngestLanesOf.endpoint(
            settings(key("0123"), Optional.of(key(DIGITS))), ledger, diary, CLOCK);

    assertThat(asked("PUT", Optional.empty()).status()).isEqualTo(200);
  }

  @Test
  void a_server_that_does_not_know_us_says_why_in_plain_text() throws IOException {
    endpoint =
        InngestLanesOf.endpoint(settings(key("0123"), Optional.empty()), ledger, diary, CLOCK);

    var answer = asked("PUT", Optional.empty());

    assertThat(answer.status()).isEqualTo(500);
    assertThat(json(answer).path("message").asString())
        .contains("401")
        .contains("Authentication failed");
    assertThat(json(answer).path("modified").asBoolean(true)).isFalse();
  }

  private void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(diary.slices()).isEmpty();
  }

  private InngestEndpoint endpoint(SigningKey key, LaneDiary work) {
    return InngestLanesOf.endpoint(settings(key, Optional.of(key(FORMER))), ledger, work, CLOCK);
  }

  private InngestSettings settings(SigningKey key, Optional<SigningKey> fallback) {
    return new InngestSettings(
        "crm",
        key,
        fallback,
        inngest.eventKey(),
        inngest.address(),
        inngest.address(),
        URI.create("https://crm.example/api/inngest"),
        20);
  }

  private Answer called(String function, byte[] body, Optional<String> signature)
      throws IOException {
    return endpoint.answer(
        new Request(
            "POST",
            Optional.of(function),
            Optional.empty(),
            Optional.of("dev"),
            signature,
            new ByteArrayInputStream(body)));
  }

  private Answer asked(String method, Optional<String> signature) throws IOException {
    return endpoint.answer(
        new Request(
            method,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            signature,
            new ByteArrayInputStream(new byte[0])));
  }

  private static Optional<String> signed(String letters, byte[] body, Instant at) {
    return Optional.of(Signing.header(letters, body, at));
  }

  private static byte[] body(ConnectionId lane) {
    return bytes(
        """
        {"ctx":{"attempt":0,"new_in_some_version":true},\
        "event":{"data":{"connection":"%s","crm":"reapit"},"name":"crm/lane.due"},"version":-1}\
        """
            .formatted(lane));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(Answer answer) {
    return JsonMapper.shared().readTree(answer.json());
  }

  private static SigningKey key(String written) {
    return SigningKey.read(Secret.of(written)).orElseThrow();
  }

  /// The endpoint of a node, without its watch.
  private static final class InngestLanesOf {
    static InngestEndpoint endpoint(
        InngestSettings settings, InMemoryLaneLedger ledger, LaneDiary work, InstantSource clock) {
      return new InngestLanes(settings, ledger, _ -> Optional.of(CrmProvider.REAPIT), clock)
          .workedBy(work)
          .endpoint();
    }
  }
}
