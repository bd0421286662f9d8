package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;

/// One agency's account at Reapit.
record ReapitConnector(ReapitApi api, ReapitTaking taking, Sleeper sleeper)
    implements CRMConnector {

  @Override
  public AccountIdentity authenticate() {
    return switch (api.contacts(ReapitQuery.nobody())) {
      case ReapitApi.Listed.Served _ -> new AccountIdentity(api.customer());
      case ReapitApi.Listed.Spoiled spoiled -> throw spoiled.why();
    };
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    var source = new ReapitSource(api, sleeper);
    var sweeping = api.settings().sweeping();
    return switch (reading) {
      case Reading.Everything everything -> ReapitPages.of(source, taking, sweeping, everything);
      case Reading.Changes changes -> ReapitPages.of(source, taking, sweeping, changes);
      case Reading.Only only -> ReapitChosenPages.of(source, taking, sweeping, only);
    };
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    var writing = new ReapitWriting(api, taking, sleeper);
    return switch (change) {
      case ContactChange.Update update -> writing.update(update);
      case ContactChange.Create create -> new ReapitCreating(api, writing).create(create);
    };
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return ReapitWebhooks.subscribe(api, handler);
  }
}
