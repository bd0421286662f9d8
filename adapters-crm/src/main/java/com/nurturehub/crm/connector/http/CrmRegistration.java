package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmProvider;

/// What NurtureHub knows of a CRM before it speaks with it: its settings, which open it. A CRM
/// without one cannot be connected.
public interface CrmRegistration {

  CrmProvider provider();

  CrmApplication open(Surroundings world);
}
