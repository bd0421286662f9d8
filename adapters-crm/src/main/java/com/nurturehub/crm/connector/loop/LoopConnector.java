package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import java.util.Optional;

/// One team at Loop.
record LoopConnector(LoopApi api, LoopTaking taking) implements CRMConnector {

  private static final String NOT_OFFERED =
      "Loop publishes no way to read or write contacts, so contact sync with Loop is not offered.";

  /// Asks for what is known to exist: the properties on the market, of which a team may have none.
  @Override
  public AccountIdentity authenticate() {
    for (var path : api.settings().proofs()) {
      var proved = api.proves(path);
      if (proved.isPresent()) {
        if (proved.get()) {
          return api.auth().team();
        }
        throw refused();
      }
    }
    throw refused();
  }

  private static CrmFailure refused() {
    return new CrmFailure.Persistent(
        FailureCause.CREDENTIALS_REFUSED,
        "Loop does not accept this API key; ask Loop's support for a key for your team.");
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    if (!api.settings().contract().reads()) {
      throw new CrmFailure.Persistent(FailureCause.MISCONFIGURED, NOT_OFFERED);
    }
    return switch (reading) {
      case Reading.Everything(var position) ->
          new LoopPages(api, taking, Optional.empty(), position);
      case Reading.Changes(var since, var position) ->
          new LoopPages(api, taking, Optional.of(since), position);
      case Reading.Only only -> new LoopChosenPages(api, taking, only);
    };
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    if (!api.settings().contract().writes()) {
      return new PushResult.Refused(NOT_OFFERED);
    }
    var writing = new LoopWriting(api, taking);
    return switch (change) {
      case ContactChange.Update update -> writing.update(update);
      case ContactChange.Create create -> new LoopCreating(api, writing).create(create);
    };
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return LoopWebhooks.subscribe();
  }
}
