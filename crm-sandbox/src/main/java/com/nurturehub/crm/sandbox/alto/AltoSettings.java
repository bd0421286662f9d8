package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The integration and the agencies that this Alto knows from the start.
///
/// @param scopes what the integration was granted
/// @param agencies how many contacts each agency has, by AgencyRef; all have the integration
///   enabled
public record AltoSettings(
    String clientId,
    Passphrase clientSecret,
    String integrationId,
    List<String> scopes,
    Map<String, Integer> agencies) {

  public static final int CONTACTS_MAX = 1_000_000;

  /// The two agencies of the demo.
  public static final String HIGH_STREET = "7b1f0d52-4f0e-4c4e-9a53-6a1c9a2f1e01";

  public static final String MARKET_PLACE = "c2d94a7e-08b6-4a6f-8f3d-1f5b7d3e9c02";

  private static final int DEMO_CONTACTS = 2_000;

  public AltoSettings {
    scopes = List.copyOf(scopes);
    agencies = Collections.unmodifiableMap(new LinkedHashMap<>(agencies));
    agencies.forEach((ref, contacts) -> {
      if (contacts < 0 || contacts > CONTACTS_MAX) {
        throw new IllegalArgumentException("too many contacts for %s".formatted(ref));
      }
    });
  }

  public static AltoSettings demo() {
    var agencies = new LinkedHashMap<String, Integer>();
    agencies.put(HIGH_STREET, DEMO_CONTACTS);
    agencies.put(MARKET_PLACE, 300);
    return new AltoSettings(
        "sandbox-alto-client",
        new Passphrase("sandbox-alto-secret"),
        "11111111-2222-3333-4444-555555555555",
        Scope.ALL,
        agencies);
  }

  public AltoSettings with(String agency, int contacts) {
    var more = new LinkedHashMap<>(agencies);
    more.put(agency, contacts);
    return withAgencies(more);
  }

  public AltoSettings withAgencies(Map<String, Integer> others) {
    return new AltoSettings(clientId, clientSecret, integrationId, scopes, others);
  }

  public AltoSettings withScopes(List<String> others) {
    return new AltoSettings(clientId, clientSecret, integrationId, others, agencies);
  }
}
