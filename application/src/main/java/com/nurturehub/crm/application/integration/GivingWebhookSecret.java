package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record GivingWebhookSecret(
    Transactions transactions,
    Connections connections,
    CredentialVault vault,
    AuditTrail audit,
    Ids ids,
    InstantSource clock)
    implements GiveWebhookSecret {

  /// A shorter one could be guessed.
  private static final int LENGTH_MIN = 12;

  private static final int LENGTH_MAX = 500;

  @Override
  public boolean give(AgencyId agency, CrmProvider provider, Secret secret, String actor) {
    var length = secret.reveal().strip().length();
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      throw new InvalidRequest("secret", "has 12 to 500 characters");
    }
    return transactions.in(
        agency,
        () -> {
          var connection =
              connections
                  .of(provider)
                  .filter(known -> known.state() != ConnectionState.DISCONNECTED);
          connection.ifPresent(known -> keep(known, secret, actor));
          return connection.isPresent();
        });
  }

  private void keep(Connection connection, Secret secret, String actor) {
    var kept = Secret.of(secret.reveal().strip());
    vault.keep(connection.provider(), Map.of(CredentialVault.WEBHOOK_SECRET, kept));
    audit.append(
        List.of(
            new AuditEntry(
                new AuditEntryId(ids.next()),
                clock.instant(),
                Kind.SETTINGS_CHANGED,
                Optional.empty(),
                Optional.of(connection.id()),
                Optional.of(connection.provider()),
                Optional.empty(),
                Optional.empty(),
                "The secret for messages of %s was replaced."
                    .formatted(connection.provider().title()),
                actor)));
  }
}
