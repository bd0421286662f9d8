package com.nurturehub.crm.domain.contact;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The consent for every channel.
public record Consents(Map<Channel, Consent> byChannel) {

  public static final Consents UNASKED = new Consents(Map.of());

  public Consents {
    var all = new EnumMap<Channel, Consent>(Channel.class);
    for (var channel : Channel.values()) {
      var consent = byChannel.get(channel);
      all.put(channel, consent == null ? Consent.UNASKED : consent);
    }
    byChannel = Collections.unmodifiableMap(all);
  }

  public Consent on(Channel channel) {
    var consent = byChannel.get(channel);
    return consent == null ? Consent.UNASKED : consent;
  }

  public Consents with(Channel channel, Consent consent) {
    var changed = new EnumMap<>(byChannel);
    changed.put(channel, consent);
    return new Consents(changed);
  }

  /// What somebody said on a channel, unless something said later stands already. Not having asked
  /// never replaces an answer, and of two answers at the same time the denial stands.
  public Consents recording(Channel channel, Consent said) {
    var standing = on(channel);
    if (standing.status().isExplicit() && !said.status().isExplicit()) {
      return this;
    }
    var isTie = said.recordedAt().equals(standing.recordedAt());
    var isLater = said.recordedAt().isAfter(standing.recordedAt());
    var replaces = isLater || (isTie && said.status() == ConsentStatus.DENIED);
    return replaces || !standing.status().isExplicit() ? with(channel, said) : this;
  }

  public boolean denies(Channel channel) {
    return on(channel).status() == ConsentStatus.DENIED;
  }
}
