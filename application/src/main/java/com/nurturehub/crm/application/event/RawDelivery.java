package com.nurturehub.crm.application.event;

import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.List;
import java.util.Optional;

/// What somebody who says he is a CRM has sent, unread and unbelieved.
public interface RawDelivery {

  CrmProvider provider();

  /// What follows the provider in the address it was sent to.
  List<String> address();

  /// The first of that name, in whatever case.
  Optional<String> header(String name);

  /// Not to be written to.
  byte[] body();
}
