package com.nurturehub.crm.sandbox.crm;

import com.nurturehub.crm.sandbox.fault.Faults;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One sandboxed CRM, as its tester sees it.
public interface Crm extends AutoCloseable {

  /// The first segment of all its paths.
  String name();

  Answer reception();

  Faults faults();

  Journal journal();

  List<String> customers();

  /// Throws `IllegalArgumentException` for an unknown customer.
  Desk desk(String customer);

  boolean isConnected(String customer);

  /// The customer lets our application in.
  void connect(String customer);

  /// The customer throws our application out.
  void disconnect(String customer);

  /// All access tokens and refresh tokens are refused from now on.
  void revokeTokens();

  /// The application gets a new secret and the old one is refused from now on.
  void rotateSecret(Passphrase next);

  /// Uses up what is left of the daily quota.
  void endQuota();

  /// The limits, by name; an absent one is lifted.
  ObjectNode limits();

  /// Changes the limits named in here; null lifts one.
  void setLimits(ObjectNode changes);

  /// What else can be done to this CRM, under `/admin/{name}/...`; paths are given in full.
  void addAdminRoutes(Routes routes);

  @Override
  void close();
}
