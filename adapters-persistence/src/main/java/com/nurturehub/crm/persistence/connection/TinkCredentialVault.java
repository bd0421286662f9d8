package com.nurturehub.crm.persistence.connection;

import static com.nurturehub.crm.persistence.generated.Tables.CREDENTIAL;
import static org.jooq.impl.DSL.row;

import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Credentials in PostgreSQL, each encrypted together with whose it is, for which CRM, and which
/// field: a row moved elsewhere does not decrypt.
public final class TinkCredentialVault implements CredentialVault {

  private final JooqTransactions transactions;
  private final Keysets keysets;

  public TinkCredentialVault(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.keysets = keysets;
  }

  @Override
  public void keep(CrmProvider provider, Map<String, Secret> credentials) {
    if (credentials.isEmpty()) {
      return;
    }
    var rows =
        credentials.entrySet().stream()
            .map(given ->
                row(
                    provider.name(),
                    given.getKey(),
                    encrypted(provider, given.getKey(), given.getValue())))
            .toList();
    transactions
        .here()
        .insertInto(CREDENTIAL, CREDENTIAL.PROVIDER, CREDENTIAL.FIELD, CREDENTIAL.CIPHERTEXT)
        .valuesOfRows(rows)
        .onConflict(CREDENTIAL.AGENCY_ID, CREDENTIAL.PROVIDER, CREDENTIAL.FIELD)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  @Override
  public Map<String, Secret> find(CrmProvider provider) {
    var found = new HashMap<String, Secret>();
    transactions
        .here()
        .select(CREDENTIAL.FIELD, CREDENTIAL.CIPHERTEXT)
        .from(CREDENTIAL)
        .where(CREDENTIAL.PROVIDER.eq(provider.name()))
        .forEach(row -> found.put(row.value1(), decrypted(provider, row.value1(), row.value2())));
    return Map.copyOf(found);
  }

  @Override
  public void forget(CrmProvider provider) {
    transactions
        .here()
        .deleteFrom(CREDENTIAL)
        .where(CREDENTIAL.PROVIDER.eq(provider.name()))
        .execute();
  }

  private byte[] encrypted(CrmProvider provider, String field, Secret secret) {
    return keysets.encrypt(
        secret.reveal().getBytes(StandardCharsets.UTF_8), context(provider, field));
  }

  private Secret decrypted(CrmProvider provider, String field, byte[] encrypted) {
    var clear = keysets.decrypt(encrypted, context(provider, field));
    return Secret.of(new String(clear, StandardCharsets.UTF_8));
  }

  private Context context(CrmProvider provider, String field) {
    return Context.credential(transactions.agency(), provider, field);
  }
}
