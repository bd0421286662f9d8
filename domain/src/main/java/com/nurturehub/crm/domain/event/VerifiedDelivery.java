package com.nurturehub.crm.domain.event;

import com.nurturehub.crm.domain.connection.CrmProvider;

/// A message that was proved to be the CRM's own. Only a verifier makes one, and nothing else gets
/// in.
public record VerifiedDelivery(
    CrmProvider provider, Addressee addressee, EventId id, String topic, Subject subject) {

  private static final int TOPIC_LENGTH_MAX = 100;

  public VerifiedDelivery {
    topic = topic.length() > TOPIC_LENGTH_MAX ? topic.substring(0, TOPIC_LENGTH_MAX) : topic;
  }
}
