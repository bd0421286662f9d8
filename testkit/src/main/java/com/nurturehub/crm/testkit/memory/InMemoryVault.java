package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.HashMap;
import java.util.Map;

/// Credentials, in clear; only for tests.
public final class InMemoryVault implements CredentialVault {

  private record Stored(CrmProvider provider, String field, Secret secret) {}

  private final Rows<Stored> rows;

  public InMemoryVault(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "credential", Stored.class);
  }

  @Override
  public void keep(CrmProvider provider, Map<String, Secret> credentials) {
    credentials.forEach(
        (field, secret) -> rows.put(key(provider, field), new Stored(provider, field, secret)));
  }

  @Override
  public Map<String, Secret> find(CrmProvider provider) {
    var found = new HashMap<String, Secret>();
    rows.stream()
        .filter(stored -> stored.provider() == provider)
        .forEach(stored -> found.put(stored.field(), stored.secret()));
    return found;
  }

  @Override
  public void forget(CrmProvider provider) {
    find(provider).keySet().forEach(field -> rows.remove(key(provider, field)));
  }

  private static String key(CrmProvider provider, String field) {
    return provider.key() + " " + field;
  }
}
