package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import java.util.EnumSet;
import java.util.Set;

/// What a CRM must be told after the hub changed, as far as the base tells without asking the CRM.
/// What it cannot take is for a person, and the pair is kept as agreed to differ.
public record Owing(
    ContactLink link,
    Set<ContactField> fields,
    Set<Channel> consents,
    Set<ContactField> byHand,
    Set<Channel> consentByHand) {

  public Owing {
    fields = Set.copyOf(fields);
    consents = Set.copyOf(consents);
    byHand = Set.copyOf(byHand);
    consentByHand = Set.copyOf(consentByHand);
  }

  public static Owing of(Contact contact, ContactLink link, Capabilities capabilities) {
    var changed = EnumSet.noneOf(ContactField.class);
    changed.addAll(contact.details().differencesFrom(link.base().hub()));
    changed.retainAll(capabilities.readable());
    changed.retainAll(capabilities.fit(contact.details()).differencesFrom(link.base().crm()));
    var byHand = EnumSet.copyOf(changed);
    byHand.removeAll(capabilities.writable());
    changed.retainAll(capabilities.writable());

    var told = EnumSet.noneOf(Channel.class);
    var toldByHand = EnumSet.noneOf(Channel.class);
    var consentBase = link.consents();
    for (var channel : capabilities.consentReadable()) {
      if (isOwed(contact, link, channel)) {
        if (capabilities.consentWritable().contains(channel)) {
          told.add(channel);
        } else {
          toldByHand.add(channel);
          var differing = new Pair(contact.consents().on(channel), consentBase.on(channel).crm());
          consentBase = consentBase.with(channel, differing);
        }
      }
    }
    var base = link.base().agree(byHand, contact.details(), link.base().crm());
    return new Owing(link.with(base).with(consentBase), changed, told, byHand, toldByHand);
  }

  public boolean isNothing() {
    return fields.isEmpty() && consents.isEmpty();
  }

  /// Whether somebody must not be contacted any more, and the CRM does not know it yet.
  public boolean isOptOut(Contact contact) {
    return consents.stream().anyMatch(contact.consents()::denies);
  }

  private static boolean isOwed(Contact contact, ContactLink link, Channel channel) {
    var ours = contact.consents().on(channel);
    var pair = link.consents().on(channel);
    return ours.status().isExplicit()
        && ours.status() != pair.crm().status()
        && !ours.equals(pair.hub());
  }
}
