package com.nurturehub.crm.application.connection;

import java.util.Optional;

/// Pages of a CRM's contacts, fetched one at a time. At most one page is held beyond the one handed
/// out.
public interface ContactPages extends AutoCloseable {

  /// The next page, or nothing after the last. A call that failed may be repeated.
  Optional<ContactPage> next();

  @Override
  void close();
}
