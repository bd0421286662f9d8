package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Optional;

/// Any connector, with what passes by itself waited out: around each call, and around each page.
record RecoveringConnector(CRMConnector plain, Recovery recovery, Optional<CircuitBreaker> breaker)
    implements CRMConnector {

  @Override
  public AccountIdentity authenticate() {
    return recovery.call(breaker, plain::authenticate);
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    return new RecoveringPages(plain.listContacts(reading), recovery, breaker);
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    return recovery.call(breaker, () -> plain.pushContact(change));
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return recovery.call(breaker, () -> plain.subscribeToEvents(handler));
  }

  private record RecoveringPages(
      ContactPages plain, Recovery recovery, Optional<CircuitBreaker> breaker)
      implements ContactPages {

    @Override
    public Optional<ContactPage> next() {
      return recovery.call(breaker, plain::next);
    }

    @Override
    public void close() {
      plain.close();
    }
  }
}
