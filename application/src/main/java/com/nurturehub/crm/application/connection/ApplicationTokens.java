package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Instant;
import java.util.function.Supplier;

/// Tokens that belong to NurtureHub's own registration at a CRM and serve all its connections. At
/// most one node fetches a new one at a time, and it is stored before anybody uses it.
@DrivenPort
public interface ApplicationTokens {

  /// The stored token while it is valid for a while yet, else the one `fetch` gets.
  Secret current(CrmProvider provider, Supplier<Token> fetch);

  /// The CRM refused this token before its time; the next caller fetches a new one.
  void refused(CrmProvider provider, Secret token);

  record Token(Secret access, Instant expiresAt) {}
}
