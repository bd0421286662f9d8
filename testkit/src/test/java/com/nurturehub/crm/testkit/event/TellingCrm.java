package com.nurturehub.crm.testkit.event;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A CRM with a few contacts that can be asked for them, and that registers who wants to be told.
/// What it was asked is noted.
final class TellingCrm implements CrmConnectors, CRMConnector {

  static final AccountIdentity ACCOUNT = new AccountIdentity("RES");

  private final InstantSource clock;
  private final Map<ExternalId, CrmContact> contacts = new LinkedHashMap<>();
  final List<Reading> asked = new ArrayList<>();
  ChangeFeed feed = new ChangeFeed.Webhooks("hook 1", Duration.ofHours(12));
  Optional<CrmFailure> notRegistering = Optional.empty();
  Optional<CrmFailure> refusing = Optional.empty();
  Optional<CrmFailure> notLettingGo = Optional.empty();
  final List<Optional<ChangeFeed>> letGo = new ArrayList<>();
  int registrations;

  TellingCrm(InstantSource clock) {
    this.clock = clock;
  }

  void shows(CrmContact contact) {
    contacts.put(contact.id(), contact);
  }

  long readByName() {
    return asked.stream().filter(Reading.Only.class::isInstance).count();
  }

  long passes() {
    return asked.size() - readByName();
  }

  @Override
  public Optional<CrmSignIn> signIn(CrmProvider provider) {
    return Optional.empty();
  }

  @Override
  public Optional<Offer> offer(CrmProvider provider) {
    var fields = EnumSet.allOf(ContactField.class);
    var channels = Set.of(Channel.values());
    return Optional.of(
        new Offer(
            new Capabilities(
                fields,
                fields,
                channels,
                channels,
                false,
                Set.of(),
                true,
                false,
                true,
                true,
                Guard.READ_COMPARE_WRITE,
                Map.of(),
                5,
                5,
                EnumSet.allOf(ContactCategory.class),
                new RateLimits(0, 0, 0)),
            List.of(),
            "",
            Optional.empty()));
  }

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    return this;
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return this;
  }

  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> known) {
    notLettingGo.ifPresent(failure -> {
      throw failure;
    });
    letGo.add(known);
  }

  @Override
  public AccountIdentity authenticate() {
    refusing.ifPresent(failure -> {
      throw failure;
    });
    return ACCOUNT;
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    asked.add(reading);
    refusing.ifPresent(failure -> {
      throw failure;
    });
    var shown =
        contacts.values().stream()
            .filter(contact ->
                switch (reading) {
                  case Reading.Everything _ -> true;
                  case Reading.Changes(var since, _) -> !contact.modifiedAt().isBefore(since);
                  case Reading.Only(var ids) -> ids.contains(contact.id());
                })
            .toList();
    return new OnePage(
        new ContactPage(
            shown,
            List.of(),
            new SyncCursor("end"),
            OptionalLong.empty(),
            clock.instant(),
            Duration.ZERO));
  }

  @Override
  public PushResult pushContact(ContactChange change) {
    return new PushResult.Refused("Nothing is written here.");
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    registrations++;
    notRegistering.ifPresent(failure -> {
      throw failure;
    });
    return feed;
  }

  private static final class OnePage implements ContactPages {

    private Optional<ContactPage> page;

    OnePage(ContactPage page) {
      this.page = Optional.of(page);
    }

    @Override
    public Optional<ContactPage> next() {
      var next = page;
      page = Optional.empty();
      return next;
    }

    @Override
    public void close() {
      page = Optional.empty();
    }
  }
}
