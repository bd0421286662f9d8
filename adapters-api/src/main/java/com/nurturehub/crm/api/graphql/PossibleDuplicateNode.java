package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.Set;

record PossibleDuplicateNode(String id, Set<ContactId> people, String reason, Instant since) {

  static PossibleDuplicateNode of(Duplicates.Proposal proposal) {
    return new PossibleDuplicateNode(
        proposal.id().toString(), proposal.contacts(), proposal.reason(), proposal.at());
  }
}
