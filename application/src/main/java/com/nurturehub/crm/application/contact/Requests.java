package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Requests that were carried out, so that none is carried out twice.
@DrivenPort
public interface Requests {

  /// How long requests are remembered at least. Who repeats one later than that asks anew.
  Duration KEPT = Duration.ofDays(30);

  /// Those of the ids that were carried out before.
  Map<String, Done> done(Collection<String> requestIds);

  /// What is outdated by then is forgotten, a little each time. Returns those that somebody else
  /// carried out meanwhile, which are not remembered anew. Where there are any, the caller has to
  /// undo what it did for them.
  Set<String> remember(Map<String, Done> requests, Instant at);

  /// What a request came to; `digest` tells whether it is the same request.
  record Done(ContactId contact, String digest) {}
}
