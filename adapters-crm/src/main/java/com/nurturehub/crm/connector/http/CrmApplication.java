package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;
import java.util.Optional;

/// One CRM, for all agencies: whatever they share there (a client, a token, limits), and a
/// connector for each of them.
public interface CrmApplication extends AutoCloseable {

  Offer offer();

  /// A connector for an account somebody claims, with what they typed.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure.Persistent when this way of claiming
  ///   an account proves nothing
  CRMConnector claiming(Map<String, Secret> typed);

  /// The CRM's own sign-in; empty for one without, or one that is not set up here.
  Optional<CrmSignIn> signIn();

  /// A connector for a connected account.
  CRMConnector connectTo(Connection connection);

  /// Takes back what was set up there for this connection alone; see
  /// [com.nurturehub.crm.application.connection.CrmConnectors].
  void letGo(Connection connection, Optional<ChangeFeed> feed);

  /// The allowance of calls that a connection draws on, alone or with others; empty where nothing
  /// is limited.
  Optional<Allowance> allowance(Connection connection);

  /// Says whether a message is the CRM's own, and what it is about; see [WebhookVerifiers].
  Verdict verify(RawDelivery delivery);

  @Override
  void close();
}
