package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.FindContacts.Found;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/// What is committed about contacts, told while it happens.
@Controller
public class ContactFeedFetchers {

  private final WatchContacts watch;
  private final FindContacts contacts;
  private final Streams streams;

  public ContactFeedFetchers(WatchContacts watch, FindContacts contacts, Streams streams) {
    this.watch = watch;
    this.contacts = contacts;
    this.streams = streams;
  }

  record ContactsChangedNode(String position, boolean missed, List<ContactEventNode> changes) {}

  record ContactEventNode(
      String contactId,
      CommittedChange.Kind kind,
      Optional<ContactNode> contact,
      List<Channel> optedOut,
      Optional<String> mergedInto,
      Instant committedAt) {

    /// A contact's links are those it has now.
    static ContactEventNode of(CommittedChange change, Map<ContactId, Found> found) {
      var ties = Optional.ofNullable(found.get(change.contact())).map(Found::ties);
      return new ContactEventNode(
          change.contact().toString(),
          change.kind(),
          change.now().map(now -> ContactNode.of(new Found(now, ties.orElse(List.of())))),
          change.optedOut().stream().sorted().toList(),
          change.mergedInto().map(ContactId::toString),
          change.at());
    }
  }

  @SubscriptionMapping
  Flux<ContactsChangedNode> contactsChanged(
      @Argument @Nullable String after, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.READ);
    var from = Positions.read(agency, after == null ? "" : after, "after");
    return Paced.flux(
        streams,
        caller.actor(),
        "contacts-changed",
        to -> watch.watch(agency, from, new Telling(agency, to)));
  }

  /// Tells a page at a time, each when it is asked for.
  private final class Telling implements WatchContacts.Reader {

    private final AgencyId agency;
    private final Paced<ContactsChangedNode> to;
    private boolean hasMissed;

    Telling(AgencyId agency, Paced<ContactsChangedNode> to) {
      this.agency = agency;
      this.to = to;
    }

    @Override
    public void tell(List<Entry> entries, Position position) throws InterruptedException {
      to.awaitDemand();
      var changes = entries.stream().map(Entry::change).toList();
      var found =
          changes.isEmpty()
              ? Map.<ContactId, Found>of()
              : contacts.find(agency, changes.stream().map(CommittedChange::contact).toList());
      to.tell(
          new ContactsChangedNode(
              Positions.write(agency, position),
              hasMissed,
              changes.stream().map(change -> ContactEventNode.of(change, found)).toList()));
      hasMissed = false;
    }

    @Override
    public boolean missed(Reading because) {
      hasMissed = true;
      return true;
    }
  }
}
