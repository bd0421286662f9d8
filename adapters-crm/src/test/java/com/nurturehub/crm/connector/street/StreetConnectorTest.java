package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.CRMConnectorContract;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.util.Map;

class StreetConnectorTest implements CRMConnectorContract, CRMConnectorContract.Place {

  private final AtStreet street = AtStreet.with(30, s -> s.with(s.sweeping().withPageSize(10)));

  @Override
  public Place place() {
    return this;
  }

  @Override
  public CRMConnector connector() {
    return street.connector();
  }

  @Override
  public CRMConnector unwelcome() {
    street.spoilsItself();
    return street.application.claiming(Map.of("token", Secret.of("tr0ub4dor-canary")));
  }

  @Override
  public Capabilities capabilities() {
    return street.application.capabilities();
  }

  @Override
  public Crm crm() {
    return street.sandbox.street();
  }

  @Override
  public String customer() {
    return AtStreet.NETWORK;
  }

  @Override
  public String listing() {
    return "people.list";
  }

  @Override
  public String creating() {
    return "enquiries.create";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of("property_uuid", AtStreet.PROPERTY);
  }

  @Override
  public void harm(Harm harm, String operation, int times) {
    street.harm(harm, operation, times);
  }

  @Override
  public void deform(String id, Deformity how) {
    street.deform(id, how);
  }

  @Override
  public String canary() {
    return "canary";
  }

  @Override
  public void close() {
    street.close();
  }
}
