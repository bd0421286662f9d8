package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ContactFeedContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.Duration;

class JooqContactFeedTest implements ContactFeedContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }

  @Override
  public ContactFeed feed() {
    return new JooqContactFeed(PostgresStorage.shared().transactions());
  }

  @Override
  public Storage forgetfulStorage() {
    return PostgresStorage.shared().keepingChanges(Duration.ZERO);
  }

  @Override
  public ContactFeed forgetfulFeed() {
    return feed();
  }
}
