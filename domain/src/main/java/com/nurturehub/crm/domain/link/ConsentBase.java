package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The consent both sides held when they last agreed, per channel, as a pair like [Base].
///
/// `readAt` is when we last read this record for consent, and `wroteAt` the CRM's stamp of our own
/// last write: they bound when a consent can have been recorded.
public record ConsentBase(Map<Channel, Pair> pairs, Instant readAt, Instant wroteAt) {

  /// We wrote, and have not seen our stamp yet, or not alone.
  public static final Instant STAMP_UNSEEN = Instant.parse("9999-01-01T00:00:00Z");

  /// The two sides' consent for one channel.
  public record Pair(Consent hub, Consent crm) {

    public static final Pair UNASKED = new Pair(Consent.UNASKED, Consent.UNASKED);
  }

  public ConsentBase {
    var copied = new EnumMap<Channel, Pair>(Channel.class);
    copied.putAll(pairs);
    pairs = Collections.unmodifiableMap(copied);
  }

  public Pair on(Channel channel) {
    var pair = pairs.get(channel);
    return pair == null ? Pair.UNASKED : pair;
  }

  public ConsentBase with(Channel channel, Pair pair) {
    var changed = new EnumMap<Channel, Pair>(Channel.class);
    changed.putAll(pairs);
    changed.put(channel, pair);
    return new ConsentBase(changed, readAt, wroteAt);
  }

  public ConsentBase readAt(Instant at) {
    return new ConsentBase(pairs, at, wroteAt);
  }

  public ConsentBase wroteAt(Instant at) {
    return new ConsentBase(pairs, readAt, at);
  }
}
