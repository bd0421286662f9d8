package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.CRMConnectorContract;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.util.Map;

class ReapitConnectorTest implements CRMConnectorContract, CRMConnectorContract.Place {

  private final AtReapit reapit = AtReapit.with(30, s -> s.with(s.sweeping().withPageSize(10)));

  @Override
  public Place place() {
    return this;
  }

  @Override
  public CRMConnector connector() {
    return reapit.connector();
  }

  @Override
  public CRMConnector unwelcome() {
    return reapit
        .another(s ->
            ReapitSettings.of(
                s.identity(), s.platform(), s.clientId(), Secret.of("tr0ub4dor-canary")))
        .connectTo(AtReapit.at(AtReapit.CUSTOMER));
  }

  @Override
  public Capabilities capabilities() {
    return reapit.application.capabilities();
  }

  @Override
  public Crm crm() {
    return reapit.sandbox.reapit();
  }

  @Override
  public String customer() {
    return AtReapit.CUSTOMER;
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
    return ReapitPushTest.staffOf(reapit);
  }

  @Override
  public void harm(Harm harm, String operation, int times) {
    reapit.harm(harm, operation, times);
  }

  @Override
  public void deform(String id, Deformity how) {
    reapit.deform(id, how);
  }

  @Override
  public String canary() {
    return "canary";
  }

  @Override
  public void close() {
    reapit.close();
  }
}
