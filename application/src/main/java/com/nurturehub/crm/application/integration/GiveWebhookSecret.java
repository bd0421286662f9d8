package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;

/// Takes the secret by which a CRM proves its messages, from an agency that has set them up there.
/// It replaces the one before; audited, but for the secret.
@DrivingPort
@FunctionalInterface
public interface GiveWebhookSecret {

  /// False when that CRM is not connected.
  boolean give(AgencyId agency, CrmProvider provider, Secret secret, String actor);

  static GiveWebhookSecret using(Stores stores, World world) {
    return new GivingWebhookSecret(
        world.transactions(),
        stores.connections(),
        stores.vault(),
        stores.audit(),
        world.ids(),
        world.clock());
  }
}
