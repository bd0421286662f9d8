package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of Alto's purposes decides about which channels. Alto holds consent by purpose, once for a
/// whole household, and dates it.
///
/// A channel should follow from one purpose only; if it follows from several, the strictest counts.
public record AltoConsents(Map<String, Set<Channel>> channels) {

  /// Alto's own unsubscribe link in marketing mails denies this purpose.
  public static final AltoConsents USUAL =
      new AltoConsents(Map.of("GeneralMarketing", Set.of(Channel.EMAIL)));

  public AltoConsents {
    var copied = new LinkedHashMap<String, Set<Channel>>();
    channels.forEach((purpose, decided) -> copied.put(purpose, Set.copyOf(decided)));
    channels = Map.copyOf(copied);
  }

  Set<Channel> places() {
    var places = EnumSet.noneOf(Channel.class);
    channels.values().forEach(places::addAll);
    return places;
  }

  /// What a household said, by channel. Not having been asked is neither yes nor no.
  Map<Channel, Claim> claims(Collection<Preference> preferences) {
    var claims = new EnumMap<Channel, Claim>(Channel.class);
    channels.forEach((purpose, decided) -> {
      var claim = claim(latest(preferences, purpose));
      decided.forEach(channel -> claims.merge(channel, claim, AltoConsents::stricter));
    });
    return claims;
  }

  /// What must be said at Alto so that these channels have this consent.
  Map<String, ConsentStatus> told(Map<Channel, ConsentStatus> wanted) {
    var told = new LinkedHashMap<String, ConsentStatus>();
    channels.forEach((purpose, decided) -> {
      for (var channel : decided) {
        var status = wanted.get(channel);
        if (status != null && status.isExplicit()) {
          told.merge(purpose, status, (one, other) -> one == other ? one : ConsentStatus.DENIED);
        }
      }
    });
    return told;
  }

  /// Of several records of one purpose the newest counts.
  private static Optional<Preference> latest(Collection<Preference> preferences, String purpose) {
    return preferences.stream()
        .filter(preference -> preference.type().equals(purpose))
        .max(Comparator.comparingInt(Preference::version));
  }

  private static Claim claim(Optional<Preference> preference) {
    var status = preference.map(said -> status(said.status())).orElse(ConsentStatus.UNKNOWN);
    return new Claim(
        status, status.isExplicit() ? preference.flatMap(Preference::at) : Optional.empty());
  }

  /// "Granted or unknown" is a view that agencies choose, and no answer that anybody gave.
  private static ConsentStatus status(String theirs) {
    return switch (theirs) {
      case "Granted" -> ConsentStatus.GRANTED;
      case "Denied" -> ConsentStatus.DENIED;
      case String _ -> ConsentStatus.UNKNOWN;
    };
  }

  private static Claim stricter(Claim one, Claim other) {
    if (one.status() == ConsentStatus.DENIED || other.status() == ConsentStatus.DENIED) {
      return one.status() == ConsentStatus.DENIED ? one : other;
    }
    return one.status().isExplicit() ? other : one;
  }
}
