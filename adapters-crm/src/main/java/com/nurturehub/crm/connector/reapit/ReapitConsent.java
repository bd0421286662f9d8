package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.reapit.ReapitPayloads.Preferences;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// Reapit's one consent and four preferences, as consent per channel and back.
///
/// | consent | preference | means |
/// | --- | --- | --- |
/// | `deny` | any | denied |
/// | `grant` | true | granted |
/// | `grant` | false | denied |
/// | `notAsked` or none | false | denied |
/// | `notAsked` or none | true | unknown: Reapit ticks it by itself |
/// | any but `deny` | none | unknown |
record ReapitConsent(@Nullable String marketing, Map<Channel, Boolean> preferences) {

  private static final String GRANT = "grant";
  private static final String DENY = "deny";
  private static final String NOT_ASKED = "notAsked";
  private static final Map<Channel, String> MEMBERS =
      new EnumMap<>(
          Map.of(
              Channel.POST, "communicationPreferenceLetter",
              Channel.EMAIL, "communicationPreferenceEmail",
              Channel.PHONE, "communicationPreferencePhone",
              Channel.SMS, "communicationPreferenceSMS"));

  ReapitConsent {
    preferences = Map.copyOf(preferences);
  }

  static ReapitConsent of(@Nullable String marketing, Preferences given) {
    var preferences = new EnumMap<Channel, Boolean>(Channel.class);
    put(preferences, Channel.POST, given.letter());
    put(preferences, Channel.EMAIL, given.email());
    put(preferences, Channel.PHONE, given.phone());
    put(preferences, Channel.SMS, given.sms());
    return new ReapitConsent(marketing, preferences);
  }

  private static void put(
      Map<Channel, Boolean> preferences, Channel channel, @Nullable Boolean given) {
    if (given != null) {
      preferences.put(channel, given);
    }
  }

  static boolean isMember(String member) {
    return member.equals("marketingConsent") || MEMBERS.containsValue(member);
  }

  ConsentStatus on(Channel channel) {
    if (DENY.equals(marketing)) {
      return ConsentStatus.DENIED;
    }
    var preference = preferences.get(channel);
    if (preference == null) {
      return ConsentStatus.UNKNOWN;
    }
    if (!preference) {
      return ConsentStatus.DENIED;
    }
    return GRANT.equals(marketing) ? ConsentStatus.GRANTED : ConsentStatus.UNKNOWN;
  }

  Map<Channel, ConsentStatus> byChannel() {
    var statuses = new EnumMap<Channel, ConsentStatus>(Channel.class);
    for (var channel : Channel.values()) {
      statuses.put(channel, on(channel));
    }
    return statuses;
  }

  /// The fewest members that make Reapit say what is told. Only grants and denials can be told.
  ///
  /// Reapit's `grant` opens every channel with a preference. A channel nobody was asked about is
  /// closed with it, for who agreed to one channel has not agreed to the others; it can never be
  /// opened by the way.
  Map<String, Object> telling(Map<Channel, ConsentStatus> told) {
    var wanted = new EnumMap<Channel, ConsentStatus>(byChannel());
    told.forEach((channel, status) -> {
      if (status.isExplicit()) {
        wanted.put(channel, status);
      }
    });
    if (wanted.equals(byChannel())) {
      return Map.of();
    }
    return wanted.values().stream().allMatch(ConsentStatus.DENIED::equals)
        ? Map.of("marketingConsent", DENY)
        : perChannel(wanted);
  }

  private Map<String, Object> perChannel(Map<Channel, ConsentStatus> wanted) {
    var members = new LinkedHashMap<String, Object>();
    var grants = wanted.containsValue(ConsentStatus.GRANTED);
    if (grants && !GRANT.equals(marketing)) {
      members.put("marketingConsent", GRANT);
    }
    for (var channel : wanted.entrySet()) {
      var preference = preference(channel, grants);
      if (preference != null && !preference.equals(preferences.get(channel.getKey()))) {
        members.put(MEMBERS.getOrDefault(channel.getKey(), ""), preference);
      }
    }
    return members;
  }

  private @Nullable Boolean preference(Entry<Channel, ConsentStatus> wanted, boolean grants) {
    return switch (wanted.getValue()) {
      case GRANTED -> true;
      case DENIED -> false;
      case UNKNOWN, PENDING ->
          (grants && Boolean.TRUE.equals(preferences.get(wanted.getKey()))) ? false : null;
    };
  }

  /// The same for a new contact. Reapit may tick what it is not told, so that with a grant every
  /// other channel is closed explicitly.
  static Map<String, Object> ofNew(Map<Channel, ConsentStatus> told) {
    var members = new LinkedHashMap<String, Object>();
    var grants = told.containsValue(ConsentStatus.GRANTED);
    var denials = told.values().stream().filter(ConsentStatus.DENIED::equals).count();
    if (denials == Channel.values().length) {
      members.put("marketingConsent", DENY);
      return members;
    }
    members.put("marketingConsent", grants ? GRANT : NOT_ASKED);
    for (var channel : Channel.values()) {
      var status = told.getOrDefault(channel, ConsentStatus.UNKNOWN);
      if (grants || status == ConsentStatus.DENIED) {
        members.put(MEMBERS.getOrDefault(channel, ""), status == ConsentStatus.GRANTED);
      }
    }
    return members;
  }
}
