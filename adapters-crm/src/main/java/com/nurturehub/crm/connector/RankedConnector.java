package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Calling;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import java.util.Optional;

/// Any connector, saying of each call for whom it is made and how urgent it is: an opt-out before
/// other pushes, pushes before reading, and nobody waits for reading who waits for an answer.
record RankedConnector(CRMConnector plain, Optional<AgencyId> agency) implements CRMConnector {

  @Override
  public AccountIdentity authenticate() {
    return at(Rank.PUSH).during(plain::authenticate);
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    var calling = at(reading instanceof Reading.Only ? Rank.PUSH : Rank.POLL);
    return new RankedPages(calling.during(() -> plain.listContacts(reading)), calling);
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    return at(rank(change)).during(() -> plain.pushContact(change));
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return at(Rank.PUSH).during(() -> plain.subscribeToEvents(handler));
  }

  private static Rank rank(ContactChange change) {
    var consents = change.contact().consents();
    return change.content().consents().stream().anyMatch(consents::denies)
        ? Rank.OPT_OUT
        : Rank.PUSH;
  }

  private Calling at(Rank rank) {
    return new Calling(agency, rank);
  }

  private record RankedPages(ContactPages plain, Calling calling) implements ContactPages {

    @Override
    public Optional<ContactPage> next() {
      return calling.during(plain::next);
    }

    @Override
    public void close() {
      plain.close();
    }
  }
}
