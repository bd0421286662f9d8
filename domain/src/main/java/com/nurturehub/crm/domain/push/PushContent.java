package com.nurturehub.crm.domain.push;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// What a CRM must be told of a contact. The values themselves are read when it is told, so that
/// the latest version wins. `contested` fields are told even where the hub's value never moved,
/// because the CRM's lost a conflict.
public record PushContent(
    Set<ContactField> fields,
    Set<ContactField> contested,
    Set<Channel> consents,
    Set<SignalKind> signals) {

  public static final PushContent NOTHING = new PushContent(Set.of(), Set.of(), Set.of(), Set.of());

  public PushContent {
    fields = Set.copyOf(fields);
    contested = Set.copyOf(contested);
    consents = Set.copyOf(consents);
    signals = Set.copyOf(signals);
  }

  public static PushContent of(Set<SignalKind> signals) {
    return new PushContent(Set.of(), Set.of(), Set.of(), signals);
  }

  /// Everything a CRM that does not know the contact yet can be told of it.
  public static PushContent introducing(Contact contact, Capabilities capabilities) {
    var fields = EnumSet.noneOf(ContactField.class);
    for (var field : capabilities.writable()) {
      if (!field.isEmptyIn(contact.details())) {
        fields.add(field);
      }
    }
    var consents = EnumSet.noneOf(Channel.class);
    for (var channel : capabilities.consentWritable()) {
      if (contact.consents().on(channel).status().isExplicit()) {
        consents.add(channel);
      }
    }
    return new PushContent(fields, Set.of(), consents, Set.of());
  }

  public boolean isEmpty() {
    return fields.isEmpty() && consents.isEmpty() && signals.isEmpty();
  }

  /// Whether anything of the record itself changes, beside what signals leave there.
  public boolean changesTheRecord() {
    return changesSharedFields() || !consents.isEmpty();
  }

  /// Whether people would see the contact change in the CRM; scores are not such a change.
  public boolean changesSharedFields() {
    return !fields.isEmpty();
  }

  /// What a firewall lets pass while it holds changes of shared fields.
  public PushContent withoutWrites() {
    return new PushContent(Set.of(), Set.of(), consents, signals);
  }

  /// What it holds.
  public PushContent writesAlone() {
    return new PushContent(fields, contested, Set.of(), Set.of());
  }

  public PushContent without(Set<ContactField> withheld) {
    return new PushContent(rest(fields, withheld), rest(contested, withheld), consents, signals);
  }

  private static Set<ContactField> rest(Set<ContactField> all, Set<ContactField> withheld) {
    return all.stream().filter(field -> !withheld.contains(field)).collect(toUnmodifiableSet());
  }

  public PushContent and(PushContent more) {
    return new PushContent(
        union(ContactField.class, fields, more.fields),
        union(ContactField.class, contested, more.contested),
        union(Channel.class, consents, more.consents),
        union(SignalKind.class, signals, more.signals));
  }

  /// What is owed as a comparison just found it; the signals, which are never compared, stay owed.
  public PushContent nowOwing(
      Set<ContactField> owed, Set<ContactField> contestedNow, Set<Channel> consentOwed) {
    return new PushContent(owed, contestedNow, consentOwed, signals);
  }

  private static <E extends Enum<E>> Set<E> union(
      Class<E> type, Collection<E> one, Collection<E> other) {
    var all = EnumSet.noneOf(type);
    all.addAll(one);
    all.addAll(other);
    return all;
  }
}
