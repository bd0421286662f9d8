package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.push.ContactChange;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What has to be said about consent at Alto, and what must not be. A record that two people share
/// is denied when either of them is, so that a grant for one of them is not ours to give.
record AltoConsentTelling(Map<String, ConsentStatus> said, Set<Channel> declined) {

  AltoConsentTelling {
    said = Map.copyOf(said);
    declined = Set.copyOf(declined);
  }

  static AltoConsentTelling of(
      ContactChange change, boolean shared, Collection<Preference> there, AltoConsents consents) {
    var claims = consents.claims(there);
    var wanted = new EnumMap<Channel, ConsentStatus>(Channel.class);
    var declined = EnumSet.noneOf(Channel.class);
    for (var channel : change.content().consents()) {
      var status = change.contact().consents().on(channel).status();
      var claim = claims.get(channel);
      if (claim == null || claim.status() == status) {
        continue;
      }
      if (shared && status == ConsentStatus.GRANTED) {
        declined.add(channel);
      } else {
        wanted.put(channel, status);
      }
    }
    return new AltoConsentTelling(consents.told(wanted), declined);
  }

  boolean isEmpty() {
    return said.isEmpty();
  }
}
