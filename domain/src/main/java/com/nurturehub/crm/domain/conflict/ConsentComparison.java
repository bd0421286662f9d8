package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.conflict.ConsentRule.Dated;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Consent held against its base, channel by channel, over the channels this CRM shows.
record ConsentComparison(
    Terms terms, CrmContact theirs, ConsentBase base, boolean movedUnderItsStamp) {

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
      var claim = dated(channel);
      comparing.agree(channel, claim.consent(), claim);
    }
    return comparing.result();
  }

  /// Without a base the stricter of the two stands.
  Result matching(Consents ours) {
    var comparing = new Comparing();
    for (var channel : channels()) {
      var claim = dated(channel);
      comparing.settle(channel, ConsentRule.stricter(ours.on(channel), claim.consent()), claim);
    }
    return comparing.result();
  }

  Result comparing(Consents ours) {
    var comparing = new Comparing();
    for (var channel : channels()) {
      var claim = dated(channel);
      var standing = ConsentRule.settle(ours.on(channel), base.on(channel), claim);
      comparing.settle(channel, standing.consent(), claim);
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

  private Dated dated(Channel channel) {
    var claim = theirs.consents().getOrDefault(channel, UNSAID);
    return ConsentRule.dated(
        new Claim(claim.status(), claim.recordedAt().map(terms::ours)),
        base.on(channel),
        terms.ours(Precision.latest(theirs.modifiedAt())),
        lastSeenAt(),
        isStampUnseen() ? ConsentBase.STAMP_UNSEEN : wroteAt(),
        isStampOurs());
  }

  private boolean isStampOurs() {
    return !isStampUnseen() && !theirs.modifiedAt().isAfter(base.wroteAt()) && !movedUnderItsStamp;
  }

  private boolean isStampUnseen() {
    return base.wroteAt().equals(ConsentBase.STAMP_UNSEEN);
  }

  /// When we last knew what this record said. What everybody's last reading tells counts only for a
  /// record that was known then.
  private Instant lastSeenAt() {
    return base.readAt().equals(Instant.EPOCH)
        ? wroteAt()
        : Stream.of(base.readAt(), terms.lastReadAt(), wroteAt())
            .max(Comparator.naturalOrder())
            .orElseThrow();
  }

  private Instant wroteAt() {
    return base.wroteAt().equals(Instant.EPOCH) || isStampUnseen()
        ? Instant.EPOCH
        : terms.ours(base.wroteAt());
  }

  /// Gathers the channels one by one.
  private final class Comparing {

    private final Map<Channel, Consent> standing = new EnumMap<>(Channel.class);
    private final Set<Channel> owed = EnumSet.noneOf(Channel.class);
    private final Set<Channel> byHand = EnumSet.noneOf(Channel.class);
    private final Set<Channel> heldBack = EnumSet.noneOf(Channel.class);
    private ConsentBase agreed = base;

    /// What is owed leaves the hub's half of the base alone until it landed. What the CRM said was
    /// weighed either way, so that no later look gives it another date.
    void settle(Channel channel, Consent stands, Dated claim) {
      var said = claim.consent().status();
      var mustBeTold = stands.status().isExplicit() && stands.status() != said;
      var isWritable = terms.capabilities().consentWritable().contains(channel);
      if (mustBeTold && isWritable && !isAgreedToDiffer(channel, stands, said)) {
        owed.add(channel);
        weigh(channel, stands, notAgreed(base.on(channel).hub(), stands), claim);
        return;
      }
      if (mustBeTold && !isWritable) {
        byHand.add(channel);
      }
      agree(channel, stands, claim);
    }

    /// What is owed counts as said since the base, or it would be taken for agreed to differ.
    private static Consent notAgreed(Consent hub, Consent stands) {
      return hub.equals(stands) ? Consent.UNASKED : hub;
    }

    /// The CRM was told and declined, and neither side has said anything since.
    private boolean isAgreedToDiffer(Channel channel, Consent stands, ConsentStatus said) {
      var pair = base.on(channel);
      return pair.hub().equals(stands) && pair.crm().status() == said;
    }

    void agree(Channel channel, Consent stands, Dated claim) {
      weigh(channel, stands, stands, claim);
    }

    private void weigh(Channel channel, Consent stands, Consent hub, Dated claim) {
      standing.put(channel, stands);
      var before = base.on(channel).crm().recordedAt();
      var weighed = claim.weighed();
      var later = weighed.recordedAt().isAfter(before) ? weighed.recordedAt() : before;
      agreed = agreed.with(channel, new Pair(hub, new Consent(weighed.status(), later)));
    }

    Result result() {
      var read = agreed.readAt(terms.askedAt());
      return new Result(
          standing, isStampUnseen() ? read.wroteAt(Instant.EPOCH) : read, owed, byHand, heldBack);
    }
  }
}
