package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The CRMs there are.
@DrivenPort
public interface CrmConnectors {

  /// What connecting to this CRM takes and what it can do; empty for a CRM that is not built yet.
  Optional<Offer> offer(CrmProvider provider);

  /// The CRM's own sign-in; empty for one without, or one that is not set up here.
  Optional<CrmSignIn> signIn(CrmProvider provider);

  /// A connector for an account somebody claims, with what they typed; nothing is stored yet.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure.Persistent when this way of claiming
  ///   an account proves nothing
  CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed);

  /// A connector for a connected account.
  CRMConnector connectTo(Connection connection);

  /// Takes back at the CRM what was set up for this connection alone, such as its registration for
  /// messages (`feed`, where there is one). What others need too stays, and what is not there any
  /// more is no failure.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure when something may still be there
  void letGo(Connection connection, Optional<ChangeFeed> feed);

  /// What a person fills in to connect, where to find it (`help`), and what they get. `notice` says
  /// plainly what this CRM cannot do yet, `signIn` what its own sign-in is called where there is
  /// one; without fields that is the only way. `parting` says what a person does at the CRM after
  /// disconnecting, because no call of ours can.
  record Offer(
      Capabilities capabilities,
      List<Field> fields,
      String help,
      Optional<String> notice,
      Optional<String> signIn,
      String parting) {

    /// A CRM without a sign-in of its own, and with nothing to do at parting.
    public Offer(
        Capabilities capabilities, List<Field> fields, String help, Optional<String> notice) {
      this(capabilities, fields, help, notice, Optional.empty(), "");
    }

    public Offer {
      fields = List.copyOf(fields);
    }
  }

  record Field(String name, String label, String hint, boolean secret) {}
}
