package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;

/// One agency's account at one CRM. The four names come from the product's contract.
///
/// Every method may throw a [com.nurturehub.crm.domain.connection.CrmFailure], and nothing else.
@DrivenPort
public interface CRMConnector {

  /// Makes sure the credentials work, with one cheap real call, and says whose account it is.
  /// Tokens it obtains are stored before they are used.
  AccountIdentity authenticate();

  /// Reads contacts page by page; nothing is fetched before the first page is asked for.
  ContactPages listContacts(Reading reading);

  /// Tells the CRM what changed, only that, and only while the CRM shows the version we compared
  /// with.
  PushResult pushContact(ContactChange change);

  /// Registers for the CRM's own messages, where it sends any.
  ChangeFeed subscribeToEvents(EventHandler handler);
}
