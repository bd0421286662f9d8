package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Flaw;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReapitFailuresTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | You lack the credentials required to access this resource. Generate a new token."
            + " | CREDENTIALS_REFUSED",
        "401 | The customer specified does not have the application installed. | ACCESS_REVOKED",
        "401 | The application could not be located in the marketplace. | MISCONFIGURED",
        "403 | You do not have the scope for this. | PERMISSION_MISSING",
        "403 | Missing Authentication Token | MISCONFIGURED",
        "400 | The metadata filter could not be understood. | MISCONFIGURED",
        "404 | Nothing here. | MISCONFIGURED",
        "405 | Not allowed. | MISCONFIGURED",
      })
  void somebody_has_to_act(int status, String description, FailureCause why) {
    var failure = failure(status, "{\"statusCode\":1,\"description\":\"" + description + "\"}");

    assertThat(failure).isInstanceOf(Persistent.class);
    assertThat(failure.why()).isEqualTo(why);
    assertThat(failure).hasMessageNotContaining(description);
  }

  @ParameterizedTest
  @CsvSource({
    "408, TIMED_OUT",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, TIMED_OUT",
    "302, MALFORMED_ANSWER",
  })
  void it_passes_by_itself(int status, FailureCause why) {
    var failure = failure(status, "<html>whatever</html>");

    assertThat(failure).isInstanceOf(Transient.class);
    assertThat(failure.why()).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"500, true", "502, true", "504, true", "408, true", "503, true", "429, false"})
  void a_write_may_have_landed_unless_it_was_turned_away(int status, boolean mayHaveLanded) {
    var failure = ReapitFailures.of(response(status, "{}", Map.of()), true, NOW);

    assertThat(failure instanceof Ambiguous).isEqualTo(mayHaveLanded);
  }

  @ParameterizedTest
  @CsvSource({
    "7,                               PT7S",
    "'Mon, 23 Nov 2026 10:00:40 GMT', PT40S",
  })
  void retry_after_is_obeyed_in_seconds_or_as_a_date(String given, Duration wait) {
    var headers = Map.of("retry-after", given, "date", "Mon, 23 Nov 2026 10:00:00 GMT");

    var failure = ReapitFailures.of(response(429, "{}", headers), false, NOW.plusSeconds(3_000));

    assertThat(((Transient) failure).retryAfter()).contains(wait);
  }

  @Test
  void without_advice_a_rate_limit_is_waited_out_for_a_second() {
    var concurrent =
        "{\"StatusCode\":429,\"Description\":\"Concurrent request limit exceeded. Wait.\"}";

    assertThat(((Transient) failure(429, concurrent)).retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(failure(429, concurrent).why()).isEqualTo(FailureCause.RATE_LIMITED);
  }

  @Test
  void a_quota_is_waited_out_until_the_next_day() {
    var failure = failure(429, "{\"message\":\"Limit Exceeded\"}");

    assertThat(failure.why()).isEqualTo(FailureCause.QUOTA_EXHAUSTED);
    assertThat(((Transient) failure).retryAfter()).contains(Duration.ofHours(14));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403"})
  void nobody_at_an_agency_can_mend_nurturehubs_own_credentials(int status) {
    var failure =
        ReapitFailures.ofToken(response(status, "{\"error\":\"invalid_client\"}", Map.of()), NOW);

    assertThat(failure).isInstanceOf(Persistent.class);
    assertThat(failure.why()).isEqualTo(FailureCause.MISCONFIGURED);
  }

  @Test
  void a_refusal_names_the_part_and_none_of_the_values() {
    var problem =
        new Problem(
            "One or more validation failures have occurred.",
            List.of(
                new Flaw("mobilePhone", "The number 07400 123456 is wrong."),
                new Flaw("email", "bad@@mail.example is no address"),
                new Flaw("primaryAddress.postcode", "'OX1 1AA' is unknown"),
                new Flaw("somethingNew", "?")));
    var sent =
        new Body(
            Map.of("mobilePhone", "07400 123456", "primaryAddress", Map.of("postcode", "OX1 1AA")));

    assertThat(ReapitFailures.refusal(problem, sent))
        .isEqualTo(
            "Reapit did not accept: mobile phone – The number … is wrong.;"
                + " e-mail address – … is no address; address – '…' is unknown; another part – ?");
  }

  @Test
  void a_refusal_without_reasons_is_still_a_sentence() {
    var problem = new Problem("Validation failed", List.of());

    assertThat(ReapitFailures.refusal(problem, new Body(Map.of())))
        .isEqualTo("Reapit did not accept the change and did not say which part of it.");
  }

  private static CrmFailure failure(int status, String body) {
    return ReapitFailures.of(response(status, body, Map.of()), false, NOW);
  }

  private static CrmResponse response(int status, String body, Map<String, String> headers) {
    return new CrmResponse(status, headers, body.getBytes(StandardCharsets.UTF_8), true);
  }
}
