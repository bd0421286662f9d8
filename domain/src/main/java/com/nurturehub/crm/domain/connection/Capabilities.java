package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.PersonName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one CRM can do. Reconciling, pushing, alerts and the dashboard read it; nobody asks a CRM
/// for its name instead.
///
/// `lengths` are the longest texts the CRM keeps, where it is known to cut; fields it does not name
/// are kept whole. `datesConsent` says whether consent carries its own time of recording.
public record Capabilities(
    Set<ContactField> readable,
    Set<ContactField> writable,
    Set<Channel> consentReadable,
    Set<Channel> consentWritable,
    boolean datesConsent,
    Set<SignalKind> signals,
    boolean creates,
    boolean reportsDeletions,
    boolean webhooks,
    boolean listsContacts,
    Guard guard,
    Map<ContactField, Integer> lengths,
    int emailsMax,
    int phonesMax,
    RateLimits limits) {

  public Capabilities {
    readable = Set.copyOf(readable);
    writable = Set.copyOf(writable);
    consentReadable = Set.copyOf(consentReadable);
    consentWritable = Set.copyOf(consentWritable);
    signals = Set.copyOf(signals);
    lengths = Map.copyOf(lengths);
  }

  /// The hub's details as this CRM can hold them.
  public ContactDetails fit(ContactDetails hub) {
    var name =
        new PersonName(
            cut(ContactField.TITLE, hub.name().title()),
            cut(ContactField.FORENAME, hub.name().forename()),
            cut(ContactField.SURNAME, hub.name().surname()));
    return new ContactDetails(
        name,
        firstOf(hub.emails(), emailsMax),
        firstOf(hub.phones(), phonesMax),
        hub.address(),
        hub.categories());
  }

  private String cut(ContactField field, String text) {
    var lengthMax = lengths.getOrDefault(field, Integer.MAX_VALUE);
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax).strip();
  }

  private static <T> List<T> firstOf(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }
}
