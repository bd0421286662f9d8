package com.nurturehub.crm.connector.alto;

import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.Channel.SMS;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of consent, row by row.
class AltoConsentsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  private final AltoConsents consents = AltoConsents.USUAL;

  @ParameterizedTest
  @CsvSource({
    "GeneralMarketing, Granted, GRANTED, true",
    "GeneralMarketing, Denied, DENIED, true",
    "GeneralMarketing, Unknown, UNKNOWN, false",
    "GeneralMarketing, GrantedOrUnknown, UNKNOWN, false",
    "GeneralMarketing, Perhaps, UNKNOWN, false",
    "PropertyMatching, Denied, UNKNOWN, false",
    "FinancialServices, Granted, UNKNOWN, false",
    "ConveyancingServices, Granted, UNKNOWN, false",
    "MoveIt, Granted, UNKNOWN, false",
    "RelocationAgentNetwork, Denied, UNKNOWN, false",
    "KeyfloViewingNotifications, Denied, UNKNOWN, false"
  })
  void what_was_said_about_a_purpose_is_for_email(
      String purpose, String said, ConsentStatus expected, boolean dated) {
    var claims = consents.claims(List.of(new Preference(purpose, said, Optional.of(NINE), 1)));

    assertThat(claims)
        .isEqualTo(
            Map.of(EMAIL, new Claim(expected, dated ? Optional.of(NINE) : Optional.empty())));
  }

  @Test
  void who_was_never_asked_has_said_nothing() {
    assertThat(consents.claims(List.of()))
        .isEqualTo(Map.of(EMAIL, new Claim(UNKNOWN, Optional.empty())));
  }

  @Test
  void of_two_records_of_one_purpose_the_newer_counts() {
    var claims =
        consents.claims(
            List.of(
                new Preference("GeneralMarketing", "Denied", Optional.of(TEN), 2),
                new Preference("GeneralMarketing", "Granted", Optional.of(NINE), 1)));

    assertThat(claims.get(EMAIL)).isEqualTo(new Claim(DENIED, Optional.of(TEN)));
  }

  @Test
  void of_two_purposes_for_one_channel_the_stricter_counts() {
    var both =
        new AltoConsents(
            Map.of("GeneralMarketing", Set.of(EMAIL), "PropertyMatching", Set.of(EMAIL, SMS)));
    var said =
        List.of(
            new Preference("GeneralMarketing", "Granted", Optional.of(TEN), 1),
            new Preference("PropertyMatching", "Denied", Optional.of(NINE), 1));

    assertThat(both.claims(said)).containsEntry(EMAIL, new Claim(DENIED, Optional.of(NINE)));
    assertThat(both.told(Map.of(EMAIL, GRANTED, SMS, DENIED)))
        .isEqualTo(Map.of("GeneralMarketing", GRANTED, "PropertyMatching", DENIED));
  }

  @Test
  void only_an_answer_is_told() {
    assertThat(consents.told(Map.of(EMAIL, UNKNOWN))).isEmpty();
    assertThat(consents.told(Map.of(EMAIL, DENIED))).isEqualTo(Map.of("GeneralMarketing", DENIED));
    assertThat(consents.told(Map.of(SMS, DENIED))).isEmpty();
  }
}
