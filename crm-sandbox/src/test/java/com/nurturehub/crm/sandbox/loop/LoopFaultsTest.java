package com.nurturehub.crm.sandbox.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.sandbox.Guest;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopFaultsTest {

  private static final String LIST = "/people?pageSize=50&pageNumber=";

  private final Guest guest = LoopGuest.of(120);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void a_key_is_revoked_between_two_pages() {
    assertThat(guest.get(LIST + 1).statusCode()).isEqualTo(200);

    guest.admin("POST", "/loop/customers/COALVILLE/disconnect", "");

    assertThat(guest.get(LIST + 2).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "429, Too Many Requests",
    "500, An error occurred while processing your request.",
    "503, Service Unavailable"
  })
  void a_refusal_comes_as_a_problem(int status, String title) {
    fault("{\"kind\": \"refuse\", \"status\": %d, \"times\": 1}".formatted(status));

    var refused = guest.get(LIST + 1);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
    assertThat(Guest.json(refused).path("title").asString("")).isEqualTo(title);
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    assertThat(guest.get(LIST + 1).statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_takes_its_time() {
    fault("{\"kind\": \"delay\", \"millis\": 3600000, \"times\": 1}");

    assertThatThrownBy(() -> guest.getWithin(Duration.ofMillis(300), LIST + 1))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(guest.get(LIST + 1).statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_is_a_page_for_people_and_calls_itself_a_success() {
    fault("{\"kind\": \"wrongType\", \"times\": 1}");

    var answer = guest.get(LIST + 1);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("text/html");
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void a_body_breaks_off_and_a_connection_is_cut() {
    fault("{\"kind\": \"truncate\", \"times\": 1}");
    assertThatThrownBy(() -> guest.get(LIST + 1)).isInstanceOf(UncheckedIOException.class);
    fault("{\"kind\": \"cutBefore\", \"times\": 1}");
    assertThatThrownBy(() -> guest.post("/people", "{}")).isInstanceOf(UncheckedIOException.class);
  }

  private void fault(String json) {
    assertThat(guest.admin("POST", "/loop/faults", json).statusCode()).isEqualTo(201);
  }
}
