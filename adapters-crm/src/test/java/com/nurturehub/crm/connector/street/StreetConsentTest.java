package com.nurturehub.crm.connector.street;

import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.Channel.PHONE;
import static com.nurturehub.crm.domain.contact.Channel.POST;
import static com.nurturehub.crm.domain.contact.Channel.SMS;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.PENDING;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.street.StreetPayloads.Preferences;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Street's one consent and four preferences, row by row.
class StreetConsentTest {

  @ParameterizedTest
  @CsvSource({
    "false, true,  DENIED",
    "false, false, DENIED",
    "false,      , DENIED",
    "true,  true,  GRANTED",
    "true,  false, DENIED",
    "true,       , UNKNOWN",
    "     , true,  UNKNOWN",
    "     , false, DENIED",
    "     ,      , UNKNOWN",
  })
  void a_channel_is_what_consent_and_preference_say_together(
      @Nullable Boolean marketing, @Nullable Boolean preference, ConsentStatus status) {
    var consent =
        StreetConsent.of(
            marketing, new Preferences(preference, preference, preference, preference));

    assertThat(consent.byChannel().values()).containsOnly(status);
  }

  @ParameterizedTest
  @CsvSource({"email, EMAIL", "post, POST", "text, SMS", "phone, PHONE"})
  void each_preference_stands_for_its_own_channel(String preference, Channel channel) {
    var consent =
        StreetConsent.of(
            true,
            new Preferences(
                preference.equals("email") ? false : true,
                preference.equals("post") ? false : true,
                preference.equals("text") ? false : true,
                preference.equals("phone") ? false : true));

    for (var one : Channel.values()) {
      assertThat(consent.on(one)).isEqualTo(one == channel ? DENIED : GRANTED);
    }
  }

  @Test
  void a_denial_closes_its_channel_and_leaves_the_rest() {
    var after = all(true, true).told(Map.of(EMAIL, DENIED));

    assertThat(after).isEqualTo(consent(true, false, true, true, true));
  }

  @Test
  void a_denial_of_everything_denies_the_consent_itself() {
    var after =
        all(true, true).told(Map.of(EMAIL, DENIED, POST, DENIED, SMS, DENIED, PHONE, DENIED));

    assertThat(after.marketing()).isFalse();
    assertThat(after.byChannel().values()).containsOnly(DENIED);
  }

  @Test
  void a_grant_opens_no_channel_that_nobody_was_asked_about() {
    var after = all(null, true).told(Map.of(EMAIL, GRANTED));

    assertThat(after).isEqualTo(consent(true, true, false, false, false));
  }

  @Test
  void a_grant_after_a_denial_of_everything_opens_its_channel_only() {
    var after = all(false, true).told(Map.of(PHONE, GRANTED));

    assertThat(after).isEqualTo(consent(true, false, false, false, true));
  }

  @Test
  void a_grant_among_grants_opens_its_channel_and_leaves_the_rest() {
    var after = consent(true, false, true, true, false).told(Map.of(EMAIL, GRANTED));

    assertThat(after).isEqualTo(consent(true, true, true, true, false));
  }

  @Test
  void not_knowing_is_never_told() {
    var before = consent(true, false, true, true, false);

    assertThat(before.told(Map.of(EMAIL, UNKNOWN, POST, PENDING))).isEqualTo(before);
  }

  @Test
  void what_was_told_is_what_is_shown_afterwards_and_nothing_is_granted_by_the_way() {
    for (var before : everyConsent()) {
      for (var channel : Channel.values()) {
        for (var status : List.of(GRANTED, DENIED)) {
          var after = before.told(Map.of(channel, status));

          assertThat(after.on(channel)).isEqualTo(status);
          for (var other : Channel.values()) {
            if (other != channel && after.on(other) == GRANTED) {
              assertThat(before.on(other)).isEqualTo(GRANTED);
            }
            if (other != channel && before.on(other).isExplicit()) {
              assertThat(after.on(other)).isEqualTo(before.on(other));
            }
          }
        }
      }
    }
  }

  @Test
  void all_four_preferences_go_with_every_change() {
    assertThat(StreetConsent.of(null, Preferences.NONE).allPreferences())
        .isEqualTo(Map.of("email", false, "post", false, "text", false, "phone", false));
    assertThat(consent(true, true, false, true, false).allPreferences())
        .isEqualTo(Map.of("email", true, "post", false, "text", true, "phone", false));
  }

  private static List<StreetConsent> everyConsent() {
    var all = new ArrayList<StreetConsent>();
    var said = new ArrayList<@Nullable Boolean>();
    said.add(null);
    said.add(true);
    said.add(false);
    for (var marketing : said) {
      for (int bits = 0; bits < 16; bits++) {
        all.add(
            consent(marketing, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
      }
    }
    return all;
  }

  private static StreetConsent all(@Nullable Boolean marketing, boolean preference) {
    return consent(marketing, preference, preference, preference, preference);
  }

  private static StreetConsent consent(
      @Nullable Boolean marketing, boolean email, boolean post, boolean text, boolean phone) {
    var preferences = new EnumMap<Channel, Boolean>(Channel.class);
    preferences.put(EMAIL, email);
    preferences.put(POST, post);
    preferences.put(SMS, text);
    preferences.put(PHONE, phone);
    return new StreetConsent(marketing, preferences);
  }
}
