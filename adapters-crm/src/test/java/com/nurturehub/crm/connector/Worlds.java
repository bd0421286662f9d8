package com.nurturehub.crm.connector;

import com.nurturehub.crm.connector.http.Credentials;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.phone.UkPhoneNumbers;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.memory.InMemoryApplicationTokens;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import java.time.InstantSource;
import java.util.Map;

/// Surroundings to speak with a CRM in, each with a memory of its own.
public final class Worlds {

  private Worlds() {}

  public static Surroundings with(Sleeper sleeper) {
    return with(sleeper, Map.of());
  }

  /// An agency that gave us these credentials.
  public static Surroundings with(Sleeper sleeper, Map<String, Secret> credentials) {
    return at(InstantSource.system(), sleeper, (_, _) -> credentials);
  }

  public static Surroundings at(InstantSource clock, Sleeper sleeper, Credentials credentials) {
    return new Surroundings(
        new InMemoryApplicationTokens(new InMemoryDatabase(), clock),
        credentials,
        new UkPhoneNumbers(),
        clock,
        sleeper);
  }
}
