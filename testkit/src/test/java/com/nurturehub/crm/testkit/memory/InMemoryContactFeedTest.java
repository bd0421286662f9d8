package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.testkit.contract.ContactFeedContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.Duration;

class InMemoryContactFeedTest implements ContactFeedContract {

  private final InMemoryStorage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public ContactFeed feed() {
    return storage.feed();
  }

  @Override
  public Storage forgetfulStorage() {
    return storage;
  }

  @Override
  public ContactFeed forgetfulFeed() {
    return storage.feed().keeping(Duration.ZERO);
  }
}
