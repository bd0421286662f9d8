package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The application and the customers that this Reapit knows from the start.
///
/// @param scopes what the application was granted
/// @param redirectUris where a sign-in may lead back to; none means any on the loopback address
/// @param customers how many contacts each customer has, by customer code; all have the application
///   installed
public record ReapitSettings(
    String clientId,
    Passphrase clientSecret,
    String applicationId,
    List<String> scopes,
    List<String> redirectUris,
    Map<String, Integer> customers) {

  public static final int CONTACTS_MAX = 1_000_000;

  private static final int DEMO_CONTACTS = 25_000;

  public ReapitSettings {
    scopes = List.copyOf(scopes);
    redirectUris = List.copyOf(redirectUris);
    customers = Collections.unmodifiableMap(new LinkedHashMap<>(customers));
    customers.forEach((code, contacts) -> {
      if (contacts < 0 || contacts > CONTACTS_MAX) {
        throw new IllegalArgumentException("too many contacts for %s".formatted(code));
      }
    });
  }

  /// Three agencies: the shared sandbox and two customers of different size.
  public static ReapitSettings demo() {
    var customers = new LinkedHashMap<String, Integer>();
    customers.put("SBOX", 250);
    customers.put("RES", DEMO_CONTACTS);
    customers.put("DXX", 1_200);
    return new ReapitSettings(
        "sandbox-client",
        new Passphrase("sandbox-secret"),
        "5f6e0a38-6d0a-4d0e-9c61-0d2f2ab6e7aa",
        List.of(
            Scope.CONTACTS_READ, Scope.CONTACTS_WRITE, Scope.OFFICES_READ, Scope.NEGOTIATORS_READ),
        List.of(),
        customers);
  }

  public ReapitSettings with(String customer, int contacts) {
    var more = new LinkedHashMap<>(customers);
    more.put(customer, contacts);
    return withCustomers(more);
  }

  public ReapitSettings withCustomers(Map<String, Integer> others) {
    return new ReapitSettings(clientId, clientSecret, applicationId, scopes, redirectUris, others);
  }

  public ReapitSettings withScopes(List<String> others) {
    return new ReapitSettings(
        clientId, clientSecret, applicationId, others, redirectUris, customers);
  }

  public ReapitSettings withRedirectUris(List<String> others) {
    return new ReapitSettings(clientId, clientSecret, applicationId, scopes, others, customers);
  }
}
