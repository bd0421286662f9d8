package com.nurturehub.crm.connector.reapit;

import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.PENDING;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.reapit.ReapitPayloads.Preferences;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReapitConsentTest {

  private static final String EMAIL = "communicationPreferenceEmail";
  private static final String PHONE = "communicationPreferencePhone";
  private static final String SMS = "communicationPreferenceSMS";
  private static final String LETTER = "communicationPreferenceLetter";

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "deny,     true,  DENIED",
        "deny,     false, DENIED",
        "deny,     none,  DENIED",
        "grant,    true,  GRANTED",
        "grant,    false, DENIED",
        "grant,    none,  UNKNOWN",
        "notAsked, true,  UNKNOWN",
        "notAsked, false, DENIED",
        "notAsked, none,  UNKNOWN",
        "none,     true,  UNKNOWN",
        "none,     false, DENIED",
        "none,     none,  UNKNOWN",
        "newWord,  true,  UNKNOWN",
      })
  void consent_and_preference_together_say_what_is_allowed(
      @Nullable String marketing, @Nullable Boolean preference, ConsentStatus meant) {
    var consent =
        ReapitConsent.of(
            marketing, new Preferences(preference, preference, preference, preference));

    for (var channel : Channel.values()) {
      assertThat(consent.on(channel)).isEqualTo(meant);
    }
  }

  @Test
  void each_channel_has_its_own_preference() {
    var consent = ReapitConsent.of("grant", new Preferences(true, false, null, true));

    assertThat(consent.byChannel())
        .isEqualTo(
            Map.of(
                Channel.POST, GRANTED,
                Channel.EMAIL, DENIED,
                Channel.PHONE, UNKNOWN,
                Channel.SMS, GRANTED));
  }

  @Test
  void a_denial_on_one_channel_closes_that_channel_and_no_other() {
    var consent = ReapitConsent.of("grant", new Preferences(true, true, true, true));

    assertThat(consent.telling(Map.of(Channel.EMAIL, DENIED))).isEqualTo(Map.of(EMAIL, false));
  }

  @Test
  void a_denial_on_every_channel_is_reapits_own_denial() {
    var consent = ReapitConsent.of("grant", new Preferences(true, true, false, false));

    assertThat(consent.telling(Map.of(Channel.EMAIL, DENIED, Channel.POST, DENIED)))
        .isEqualTo(Map.of("marketingConsent", "deny"));
  }

  @Test
  void a_grant_for_one_channel_never_opens_another() {
    var consent = ReapitConsent.of("notAsked", new Preferences(true, true, true, true));

    assertThat(consent.telling(Map.of(Channel.EMAIL, GRANTED)))
        .isEqualTo(Map.of("marketingConsent", "grant", LETTER, false, PHONE, false, SMS, false));
  }

  @Test
  void after_a_denial_a_grant_opens_its_channel_alone() {
    var consent = ReapitConsent.of("deny", new Preferences(true, false, true, false));

    assertThat(consent.telling(Map.of(Channel.EMAIL, GRANTED)))
        .isEqualTo(Map.of("marketingConsent", "grant", EMAIL, true, LETTER, false, PHONE, false));
  }

  @Test
  void what_reapit_says_already_and_what_nobody_said_need_no_telling() {
    var consent = ReapitConsent.of("grant", new Preferences(true, true, false, null));

    assertThat(
            consent.telling(
                Map.of(
                    Channel.EMAIL, GRANTED,
                    Channel.PHONE, DENIED,
                    Channel.SMS, UNKNOWN,
                    Channel.POST, PENDING)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void whatever_reapit_says_it_says_what_was_told_afterwards_and_nothing_looser(
      ReapitConsent before) {
    for (var told : everyTelling()) {
      var after = written(before, before.telling(told));

      for (var channel : Channel.values()) {
        var wanted = told.get(channel);
        if (wanted != null) {
          assertThat(after.on(channel)).as("%s after %s", before, told).isEqualTo(wanted);
        } else if (before.on(channel) != after.on(channel)) {
          assertThat(after.on(channel)).as("%s after %s", before, told).isEqualTo(DENIED);
        }
      }
    }
  }

  @Test
  void a_new_contact_who_said_nothing_was_not_asked() {
    assertThat(ReapitConsent.ofNew(Map.of())).isEqualTo(Map.of("marketingConsent", "notAsked"));
  }

  @Test
  void whatever_reapit_ticks_by_itself_a_new_contact_shows_what_was_told() {
    var ticked = ReapitConsent.of("notAsked", new Preferences(true, true, true, true));
    for (var told : everyTelling()) {
      var after = written(ticked, ReapitConsent.ofNew(told));

      for (var channel : Channel.values()) {
        var wanted = told.get(channel);
        if (wanted != null) {
          assertThat(after.on(channel)).as("%s", told).isEqualTo(wanted);
        } else {
          assertThat(after.on(channel)).as("%s", told).isNotEqualTo(GRANTED);
        }
      }
    }
  }

  static Stream<ReapitConsent> everyState() {
    var flags = new ArrayList<@Nullable Boolean>();
    flags.add(true);
    flags.add(false);
    flags.add(null);
    return Stream.of("grant", "deny", "notAsked")
        .flatMap(marketing ->
            flags.stream()
                .flatMap(letter ->
                    flags.stream()
                        .flatMap(email ->
                            flags.stream()
                                .map(sms ->
                                    ReapitConsent.of(
                                        marketing, new Preferences(letter, email, email, sms))))));
  }

  private static List<Map<Channel, ConsentStatus>> everyTelling() {
    var tellings = new ArrayList<Map<Channel, ConsentStatus>>();
    tellings.add(Map.of());
    for (var channel : Channel.values()) {
      for (var telling : List.copyOf(tellings)) {
        for (var status : List.of(GRANTED, DENIED)) {
          var more = new EnumMap<Channel, ConsentStatus>(Channel.class);
          more.putAll(telling);
          more.put(channel, status);
          tellings.add(more);
        }
      }
    }
    return tellings;
  }

  /// What Reapit makes of a write.
  private static ReapitConsent written(ReapitConsent before, Map<String, Object> members) {
    var preferences = new EnumMap<Channel, Boolean>(Channel.class);
    preferences.putAll(before.preferences());
    put(preferences, Channel.POST, members.get(LETTER));
    put(preferences, Channel.EMAIL, members.get(EMAIL));
    put(preferences, Channel.PHONE, members.get(PHONE));
    put(preferences, Channel.SMS, members.get(SMS));
    var marketing = members.get("marketingConsent");
    return new ReapitConsent(
        marketing == null ? before.marketing() : marketing.toString(), preferences);
  }

  private static void put(
      Map<Channel, Boolean> preferences, Channel channel, @Nullable Object flag) {
    if (flag instanceof Boolean given) {
      preferences.put(channel, given);
    }
  }
}
