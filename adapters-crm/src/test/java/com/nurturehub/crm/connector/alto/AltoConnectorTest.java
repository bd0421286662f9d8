package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.CRMConnectorContract;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.util.Map;

class AltoConnectorTest implements CRMConnectorContract, CRMConnectorContract.Place {

  private final AtAlto alto = AtAlto.with(15, s -> s.with(s.sweeping().withPageSize(5)));

  @Override
  public Place place() {
    return this;
  }

  @Override
  public CRMConnector connector() {
    return alto.connector();
  }

  @Override
  public CRMConnector unwelcome() {
    alto.spoilsItself();
    var settings =
        AltoSettings.of(
            alto.sandbox.altoApi(), "sandbox-alto-client", Secret.of("tr0ub4dor-canary"));
    return alto.application(settings).connectTo(AtAlto.at(AtAlto.AGENCY));
  }

  @Override
  public Capabilities capabilities() {
    return alto.application.capabilities();
  }

  @Override
  public Crm crm() {
    return alto.sandbox.alto();
  }

  @Override
  public String customer() {
    return AtAlto.AGENCY;
  }

  @Override
  public String listing() {
    return "contacts.list";
  }

  @Override
  public String creating() {
    return "contacts.create";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of("branchId", "2682");
  }

  @Override
  public void harm(Harm harm, String operation, int times) {
    alto.harm(harm, operation, times);
  }

  @Override
  public void deform(String id, Deformity how) {
    alto.deform(id, how);
  }

  @Override
  public String canary() {
    return "canary";
  }

  @Override
  public void close() {
    alto.close();
  }
}
