package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;

/// A running Inngest server, a real one or its stand-in.
interface TestInngest extends AutoCloseable {

  URI address();

  SigningKey signingKey();

  Secret eventKey();

  @Override
  void close();
}
