package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The networks that this Street knows from the start.
///
/// @param networks by name
/// @param feedToken a token of the wrong kind, made for the property feed
public record StreetSettings(Map<String, Network> networks, Passphrase feedToken) {

  public static final int PEOPLE_MAX = 1_000_000;

  private static final int DEMO_PEOPLE = 3_000;

  /// @param people how many the network knows
  /// @param bearer what it gave us to call with
  public record Network(int people, Passphrase bearer) {

    public Network {
      if (people < 0 || people > PEOPLE_MAX) {
        throw new IllegalArgumentException("too many people for one network");
      }
    }
  }

  public StreetSettings {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }

  /// Two agencies of different size.
  public static StreetSettings demo() {
    var networks = new LinkedHashMap<String, Network>();
    networks.put("RIVERSIDE", new Network(DEMO_PEOPLE, new Passphrase("street-riverside")));
    networks.put("HILLSIDE", new Network(400, new Passphrase("street-hillside")));
    return new StreetSettings(networks, new Passphrase("street-property-feed"));
  }

  public StreetSettings with(String network, int people) {
    var more = new LinkedHashMap<>(networks);
    var before = more.get(network);
    var bearer = before == null ? new Passphrase("street-" + network) : before.bearer();
    more.put(network, new Network(people, bearer));
    return new StreetSettings(more, feedToken);
  }
}
