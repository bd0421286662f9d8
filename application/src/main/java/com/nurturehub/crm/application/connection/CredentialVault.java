package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// Where an agency's credentials lie, encrypted, per provider and field. What is stored for one
/// agency, provider or field does not decrypt as another's.
@DrivenPort
public interface CredentialVault {

  /// The field of the secret that proves a CRM's messages, where each agency has its own.
  String WEBHOOK_SECRET = "webhookSecret";

  /// Adds or replaces the named fields.
  void keep(CrmProvider provider, Map<String, Secret> credentials);

  Map<String, Secret> find(CrmProvider provider);

  void forget(CrmProvider provider);
}
