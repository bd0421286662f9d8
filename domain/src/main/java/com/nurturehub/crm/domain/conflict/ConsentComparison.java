package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Consent held against its base, channel by channel, over the channels this CRM shows.
record ConsentComparison(Terms terms, CrmContact theirs, ConsentBase base) {

  private static final Claim UNSAID = new Claim(ConsentStatus.UNKNOWN, Optional.empty());

  /// What stands per channel, what the CRM must be told of it, and what only a person can tell it.
  record Result(
      Map<Channel, Consent> standing,
      ConsentBase base,
      Set<Channel> owed,
      Set<Channel> byHand,
      Set<Channel> heldBack) {

    Consents contact(Consents before) {
      var after = before;
      for (var entry : standing.entrySet()) {
        after = after.with(entry.getKey(), entry.getValue());
      }
      return after;
    }

    boolean changes(Consents before) {
      return !contact(before).equals(before);
    }
  }

  /// Nobody here said anything yet.
  Result arriving() {
    var comparing = new Comparing();
    for (var channel : channels()) {
      comparing.agree(channel, dated(channel), dated(channel));
    }
    return comparing.result();
  }

  /// Without a base the stricter of the two stands.
  Result matching(Consents ours) {
    var comparing = new Comparing();
    for (var channel : channels()) {
      var claim = dated(channel);
      comparing.settle(channel, ConsentRule.stricter(ours.on(channel), claim), claim);
    }
    return comparing.result();
  }

  Result comparing(Consents ours) {
    var comparing = new Comparing();
    for (var channel : channels()) {
      var standing = ConsentRule.settle(ours.on(channel), base.on(channel), dated(channel));
      comparing.settle(channel, standing.consent(), standing.theirs());
      if (standing.grantHeldBack()) {
        comparing.heldBack.add(channel);
      }
    }
    return comparing.result();
  }

  private Set<Channel> channels() {
    var channels = EnumSet.noneOf(Channel.class);
    channels.addAll(terms.capabilities().consentReadable());
    channels.retainAll(theirs.consents().keySet());
    return channels;
  }

  private Consent dated(Channel channel) {
    var claim = theirs.consents().getOrDefault(channel, UNSAID);
    var ourOwnStamp = !theirs.modifiedAt().isAfter(base.wroteAt());
    return ConsentRule.dated(
        corrected(claim),
        base.on(channel),
        terms.ours(theirs.modifiedAt()),
        lastReadAt(),
        ourOwnStamp);
  }

  private Claim corrected(Claim claim) {
    return new Claim(claim.status(), claim.recordedAt().map(terms::ours));
  }

  private Instant lastReadAt() {
    return base.readAt().isAfter(terms.lastReadAt()) ? base.readAt() : terms.lastReadAt();
  }

  /// Gathers the channels one by one.
  private final class Comparing {

    private final Map<Channel, Consent> standing = new EnumMap<>(Channel.class);
    private final Set<Channel> owed = EnumSet.noneOf(Channel.class);
    private final Set<Channel> byHand = EnumSet.noneOf(Channel.class);
    private final Set<Channel> heldBack = EnumSet.noneOf(Channel.class);
    private ConsentBase agreed = base;

    /// What is owed leaves the base alone until it landed.
    void settle(Channel channel, Consent stands, Consent claim) {
      var mustBeTold = stands.status().isExplicit() && stands.status() != claim.status();
      if (mustBeTold && terms.capabilities().consentWritable().contains(channel)) {
        standing.put(channel, stands);
        owed.add(channel);
        return;
      }
      if (mustBeTold) {
        byHand.add(channel);
      }
      agree(channel, stands, claim);
    }

    void agree(Channel channel, Consent stands, Consent claim) {
      standing.put(channel, stands);
      var before = base.on(channel).crm();
      var since =
          claim.recordedAt().isAfter(before.recordedAt())
              ? claim.recordedAt()
              : before.recordedAt();
      agreed = agreed.with(channel, new Pair(stands, new Consent(claim.status(), since)));
    }

    /// While something is owed, the reading that decided it stays the last one that counts.
    Result result() {
      return new Result(
          standing, owed.isEmpty() ? agreed.readAt(terms.now()) : agreed, owed, byHand, heldBack);
    }
  }
}
