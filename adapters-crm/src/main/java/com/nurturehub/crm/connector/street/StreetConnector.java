package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.street.StreetPayloads.Branch;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import java.util.Comparator;

/// One agency's company at Street.
record StreetConnector(StreetApi api, StreetTaking taking, Sleeper sleeper)
    implements CRMConnector {

  /// Street does not say whose token it is. A company is known by its oldest branch, which stays
  /// the oldest whatever branches are opened or closed later.
  @Override
  public AccountIdentity authenticate() {
    return api.branches().stream()
        .min(Comparator.comparing(Branch::createdAt).thenComparing(Branch::id))
        .map(oldest -> new AccountIdentity(oldest.id()))
        .orElseThrow(() ->
            new CrmFailure.Persistent(
                FailureCause.PERMISSION_MISSING,
                "Street shows no branch for this API token, so its company cannot be told."));
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    var source = new StreetSource(api, sleeper);
    var sweeping = api.settings().sweeping();
    return switch (reading) {
      case Reading.Everything everything -> StreetPages.of(source, taking, sweeping, everything);
      case Reading.Changes changes -> StreetPages.of(source, taking, sweeping, changes);
      case Reading.Only only -> StreetChosenPages.of(source, taking, only);
    };
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    var writing = new StreetWriting(api, taking);
    return switch (change) {
      case ContactChange.Update update -> writing.update(update);
      case ContactChange.Create create -> new StreetCreating(api, writing, sleeper).create(create);
    };
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return StreetWebhooks.subscribe(handler, api.settings().messages());
  }
}
