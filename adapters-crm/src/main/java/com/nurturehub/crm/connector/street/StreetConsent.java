package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.street.StreetPayloads.Preferences;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Street's one consent and four preferences, as consent per channel and back.
///
/// | consent | preference | means |
/// | --- | --- | --- |
/// | false | any | denied |
/// | true | true | granted |
/// | true | false | denied |
/// | null | false | denied |
/// | null | true | unknown: nobody was asked |
/// | any but false | none | unknown |
record StreetConsent(@Nullable Boolean marketing, Map<Channel, Boolean> preferences) {

  static final String MARKETING = "marketing_consent";
  static final String PREFERENCES = "contact_preferences";

  StreetConsent {
    preferences = Map.copyOf(preferences);
  }

  static StreetConsent of(@Nullable Boolean marketing, Preferences given) {
    var preferences = new EnumMap<Channel, Boolean>(Channel.class);
    put(preferences, Channel.EMAIL, given.email());
    put(preferences, Channel.POST, given.post());
    put(preferences, Channel.SMS, given.text());
    put(preferences, Channel.PHONE, given.phone());
    return new StreetConsent(marketing, preferences);
  }

  private static void put(
      Map<Channel, Boolean> preferences, Channel channel, @Nullable Boolean given) {
    if (given != null) {
      preferences.put(channel, given);
    }
  }

  ConsentStatus on(Channel channel) {
    var preference = preferences.get(channel);
    if (Boolean.FALSE.equals(marketing) || Boolean.FALSE.equals(preference)) {
      return ConsentStatus.DENIED;
    }
    return Boolean.TRUE.equals(marketing) && preference != null
        ? ConsentStatus.GRANTED
        : ConsentStatus.UNKNOWN;
  }

  Map<Channel, ConsentStatus> byChannel() {
    var statuses = new EnumMap<Channel, ConsentStatus>(Channel.class);
    for (var channel : Channel.values()) {
      statuses.put(channel, on(channel));
    }
    return statuses;
  }

  /// What Street shall say after it was told. Only grants and denials can be told.
  ///
  /// Street's consent opens every channel with a preference. A channel nobody was asked about is
  /// closed with it, for who agreed to one channel has not agreed to the others; it can never be
  /// opened by the way. Who denies all channels denies the consent itself.
  StreetConsent told(Map<Channel, ConsentStatus> told) {
    var wanted = new EnumMap<Channel, ConsentStatus>(byChannel());
    told.forEach((channel, status) -> {
      if (status.isExplicit()) {
        wanted.put(channel, status);
      }
    });
    if (wanted.equals(byChannel())) {
      return this;
    }
    var grants = wanted.containsValue(ConsentStatus.GRANTED);
    var after = new EnumMap<Channel, Boolean>(Channel.class);
    after.putAll(preferences);
    wanted.forEach((channel, status) -> {
      switch (status) {
        case GRANTED -> after.put(channel, true);
        case DENIED -> after.put(channel, false);
        case UNKNOWN, PENDING -> {
          if (grants) {
            after.put(channel, false);
          }
        }
      }
    });
    var denies = wanted.values().stream().allMatch(ConsentStatus.DENIED::equals);
    return new StreetConsent(grants ? Boolean.TRUE : denies ? Boolean.FALSE : marketing, after);
  }

  /// All four preferences, because it is not known what Street makes of one that is left out. One
  /// that Street did not show is sent as it is told, else as closed.
  Map<String, Object> allPreferences() {
    var members = new LinkedHashMap<String, Object>();
    members.put("email", preferences.getOrDefault(Channel.EMAIL, false));
    members.put("post", preferences.getOrDefault(Channel.POST, false));
    members.put("text", preferences.getOrDefault(Channel.SMS, false));
    members.put("phone", preferences.getOrDefault(Channel.PHONE, false));
    return members;
  }
}
