package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;

/// One agency's account at Alto. `activation` decides whether the account is theirs.
record AltoConnector(
    AltoApi api,
    AltoTaking taking,
    Capabilities capabilities,
    AltoActivation activation,
    Sleeper sleeper)
    implements CRMConnector {

  /// Asks how the agency stands to our integration: nothing is cheaper, and no contact can spoil
  /// it.
  @Override
  public AccountIdentity authenticate() {
    activation.confirm(api.integration());
    return new AccountIdentity(api.agency());
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    return switch (reading) {
      case Reading.Everything everything -> AltoPages.of(api, taking, sleeper, everything);
      case Reading.Changes changes -> AltoPages.of(api, taking, sleeper, changes);
      case Reading.Only only -> AltoChosenPages.of(api, taking, sleeper, only);
    };
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    var writing = new AltoWriting(api, taking.mapping(), capabilities);
    return switch (change) {
      case ContactChange.Update update -> writing.update(update);
      case ContactChange.Create create ->
          new AltoCreating(api, taking.mapping(), writing).create(create);
    };
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return AltoWebhooks.subscribe(handler, api.settings().hooks());
  }
}
