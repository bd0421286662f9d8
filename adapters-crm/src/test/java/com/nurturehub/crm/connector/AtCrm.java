package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// NurtureHub at a sandboxed CRM, over real HTTP. Nobody really waits, and where the CRM has
/// published how it speaks, a judge looks at every call that no fault has spoiled.
public abstract class AtCrm implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLS_KEPT = 100_000;
  private static final int PATIENCE = 6;

  public final Sandbox sandbox;
  public final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Optional<Judge> judge;
  private boolean harmed;

  protected AtCrm(Sandbox sandbox, Optional<Judge> judge) {
    this.sandbox = sandbox;
    this.judge = judge;
  }

  public abstract CRMConnector connector();

  protected abstract Crm crm();

  /// An agent's, at the one customer of the CRM.
  public abstract Desk desk();

  /// Where an agency gave us these credentials, and the judge looks on.
  protected Surroundings world(Sleeper sleeper, Map<String, Secret> credentials) {
    return Worlds.with(sleeper, credentials).watchedBy(this::judged);
  }

  private Exchange judged(Exchange inner) {
    return judge.map(one -> one.watching(inner)).orElse(inner);
  }

  public List<ContactPage> everything() {
    return read(new Reading.Everything(SyncCursor.START));
  }

  public List<ContactPage> read(Reading reading) {
    return read(connector(), reading);
  }

  public static List<ContactPage> read(CRMConnector connector, Reading reading) {
    var read = new ArrayList<ContactPage>();
    try (var pages = connector.listContacts(reading)) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        read.add(page.get());
      }
    }
    return read;
  }

  public List<ContactPage> patiently(Reading reading) {
    var read = new ArrayList<ContactPage>();
    try (var pages = connector().listContacts(reading)) {
      for (var page = patiently(pages); page.isPresent(); page = patiently(pages)) {
        read.add(page.get());
      }
    }
    return read;
  }

  /// A call that failed may be repeated.
  public static Optional<ContactPage> patiently(ContactPages pages) {
    for (var failures = 1; ; failures++) {
      try {
        return pages.next();
      } catch (CrmFailure.Transient failure) {
        if (failures == PATIENCE) {
          throw failure;
        }
      }
    }
  }

  public CrmContact look(String id) {
    return contacts(read(new Reading.Only(Set.of(new ExternalId(id))))).getFirst();
  }

  public static List<CrmContact> contacts(List<ContactPage> pages) {
    return pages.stream().flatMap(page -> page.contacts().stream()).toList();
  }

  /// Ids of all that was delivered, readable or not, in order.
  public static List<String> ids(List<ContactPage> pages) {
    return pages.stream()
        .flatMap(page ->
            Stream.concat(
                page.contacts().stream().map(contact -> contact.id().value()),
                page.unreadable().stream().flatMap(record -> record.externalId().stream())))
        .toList();
  }

  public static List<Quarantined> apart(List<ContactPage> pages) {
    return pages.stream().flatMap(page -> page.unreadable().stream()).toList();
  }

  public void harm(Harm harm) {
    set(Fault.always(harm));
  }

  public void harm(Harm harm, String operation, int times) {
    set(Fault.always(harm).on(operation).times(times));
  }

  private void set(Fault fault) {
    spoilsItself();
    crm().faults().set(fault);
  }

  /// From here on, the sandbox need not keep to the published description.
  public void spoilsItself() {
    harmed = true;
  }

  /// The CRM is about to show what its own documents do not allow for.
  public void deform(String id, Deformity how) {
    spoilsItself();
    desk().deform(id, how);
  }

  public long calls(String operation) {
    return crm().journal().counts().of(operation);
  }

  public List<Told> told(String operation) {
    return crm().journal().find(call -> call.operation().equals(operation), CALLS_KEPT);
  }

  public void forgetCalls() {
    crm().journal().clear();
  }

  public static ObjectNode body(Told told) {
    return (ObjectNode) JSON.readTree(told.body());
  }

  /// Quotes may be single ones.
  public static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  @Override
  public void close() {
    sandbox.close();
    var complaints = harmed ? List.of() : judge.map(Judge::complaints).orElse(List.of());
    if (!complaints.isEmpty()) {
      throw new AssertionError("not as it was published: " + complaints);
    }
  }
}
