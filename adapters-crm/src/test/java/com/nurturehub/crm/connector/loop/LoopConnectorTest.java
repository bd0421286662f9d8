package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.CRMConnectorContract;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.util.Map;

class LoopConnectorTest implements CRMConnectorContract, CRMConnectorContract.Place {

  private final AtLoop loop = AtLoop.asProposed(30);

  @Override
  public Place place() {
    return this;
  }

  @Override
  public CRMConnector connector() {
    return loop.connector();
  }

  @Override
  public CRMConnector unwelcome() {
    return loop.application.claiming(
        Map.of("apiKey", Secret.of("ca9a41ff-0000-4000-8000-5a2db0c0ffee")));
  }

  @Override
  public Capabilities capabilities() {
    return loop.application.capabilities();
  }

  @Override
  public Crm crm() {
    return loop.sandbox.loop();
  }

  @Override
  public String customer() {
    return AtLoop.TEAM;
  }

  @Override
  public String listing() {
    return "people.list";
  }

  @Override
  public String creating() {
    return "people.create";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of();
  }

  @Override
  public void harm(Harm harm, String operation, int times) {
    loop.harm(harm, operation, times);
  }

  @Override
  public void deform(String id, Deformity how) {
    loop.deform(id, how);
  }

  @Override
  public String canary() {
    return "ca9a41ff";
  }

  @Override
  public void close() {
    loop.close();
  }
}
