package com.nurturehub.crm.testkit.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;

/// A running Inngest server, a real one or its stand-in.
public interface TestInngest extends AutoCloseable {

  URI address();

  /// In hexadecimal digits.
  Secret signingKey();

  Secret eventKey();

  @Override
  void close();
}
