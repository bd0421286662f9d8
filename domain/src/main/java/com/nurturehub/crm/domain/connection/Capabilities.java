package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.PersonName;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one CRM can do. Reconciling, pushing, alerts and the dashboard read it; nobody asks a CRM
/// for its name instead.
///
/// `lengths` are the longest texts the CRM keeps, where it is known to cut; fields it does not name
/// are kept whole. `categories` are those it has a place for. `datesConsent` says whether consent
/// carries its own time of recording.
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
    Set<ContactCategory> categories,
    RateLimits limits) {

  public Capabilities {
    readable = Set.copyOf(readable);
    writable = Set.copyOf(writable);
    consentReadable = Set.copyOf(consentReadable);
    consentWritable = Set.copyOf(consentWritable);
    signals = Set.copyOf(signals);
    lengths = Map.copyOf(lengths);
    categories = Set.copyOf(categories);
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
        common(hub.categories()));
  }

  /// What the CRM says, together with what the hub has beyond it that the CRM has no room for, and
  /// so cannot mean to remove. `before` is the version of the hub's that the CRM was last compared
  /// with.
  public ContactDetails widen(ContactDetails crm, ContactDetails before, ContactDetails hub) {
    var held = fit(before);
    return new ContactDetails(
        crm.name(),
        widen(crm.emails(), held.emails(), hub.emails(), emailsMax),
        widen(crm.phones(), held.phones(), hub.phones(), phonesMax),
        crm.address(),
        widen(crm.categories(), hub.categories()));
  }

  private static <T> List<T> widen(List<T> crm, List<T> held, List<T> hub, int most) {
    if (hub.size() <= most) {
      return crm;
    }
    var all = new LinkedHashSet<>(crm);
    hub.stream().filter(value -> !held.contains(value)).forEach(all::add);
    return all.stream().limit(ContactDetails.VALUES_MAX).toList();
  }

  private Set<ContactCategory> widen(Set<ContactCategory> crm, Set<ContactCategory> hub) {
    var all = EnumSet.noneOf(ContactCategory.class);
    all.addAll(hub);
    all.removeAll(categories);
    all.addAll(crm);
    return all;
  }

  private Set<ContactCategory> common(Set<ContactCategory> hub) {
    var held = EnumSet.noneOf(ContactCategory.class);
    held.addAll(hub);
    held.retainAll(categories);
    return held;
  }

  private String cut(ContactField field, String text) {
    var lengthMax = lengths.getOrDefault(field, Integer.MAX_VALUE);
    if (text.length() <= lengthMax) {
      return text;
    }
    var splitsPair = lengthMax > 0 && Character.isHighSurrogate(text.charAt(lengthMax - 1));
    return text.substring(0, splitsPair ? lengthMax - 1 : lengthMax).strip();
  }

  private static <T> List<T> firstOf(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }
}
