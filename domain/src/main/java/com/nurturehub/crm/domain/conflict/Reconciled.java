package com.nurturehub.crm.domain.conflict;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.ContactLink;
import java.util.Optional;
import java.util.Set;

/// What comparing came to: how contact and link stand afterwards, what the CRM must be told, what
/// only a person can change there, and the conflict if there was one.
///
/// `agreeing` are the fields both sides now show alike, so that an item that asked a person for one
/// of them closes by itself. `contested` are owed fields that must be sent although the hub's value
/// never moved, because the CRM's lost. `heldBack` are grants that a denial here keeps from taking
/// effect.
public record Reconciled(
    Contact contact,
    ContactLink link,
    Set<ContactField> owed,
    Set<ContactField> contested,
    Set<Channel> consentOwed,
    Set<ContactField> byHand,
    Set<Channel> consentByHand,
    Set<ContactField> agreeing,
    Set<Channel> heldBack,
    Optional<Conflict> conflict) {

  public Reconciled {
    owed = Set.copyOf(owed);
    contested = Set.copyOf(contested);
    consentOwed = Set.copyOf(consentOwed);
    byHand = Set.copyOf(byHand);
    consentByHand = Set.copyOf(consentByHand);
    agreeing = Set.copyOf(agreeing);
    heldBack = Set.copyOf(heldBack);
  }

  /// The same where a person decided that the CRM shall not be told of these fields.
  public Reconciled withholding(Set<ContactField> rejected) {
    return new Reconciled(
        contact,
        link,
        rest(owed, rejected),
        rest(contested, rejected),
        consentOwed,
        byHand,
        consentByHand,
        agreeing,
        heldBack,
        conflict);
  }

  private static Set<ContactField> rest(Set<ContactField> all, Set<ContactField> some) {
    return all.stream().filter(field -> !some.contains(field)).collect(toUnmodifiableSet());
  }

  public boolean owesAnything() {
    return !owed.isEmpty() || !consentOwed.isEmpty();
  }

  public boolean changes(Contact before) {
    return !contact.equals(before);
  }
}
