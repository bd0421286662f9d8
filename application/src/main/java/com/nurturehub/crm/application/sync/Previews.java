package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.Match;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What meeting a CRM came to here, and what it would come to there.
@DrivenPort
public interface Previews {

  /// Notes whom the CRM's records were taken for, and why; their links are kept already.
  void matched(ConnectionId connection, Map<ExternalId, Match> matches);

  Counts count(ConnectionId connection);

  /// In a stable order.
  Slice<Item> list(ConnectionId connection, Part part, Slice.Request request);

  enum Part {
    /// Whom both sides knew, and why they are the same; what was taken over here.
    LINKED,
    /// Whom the CRM does not know and would be told of.
    CREATED_THERE,
    /// Whose record in the CRM would be changed.
    CHANGED_THERE
  }

  /// `createdHere` are those who came with the CRM, `changedHere` those of the linked who took
  /// something over. `scoresThere` would be told nothing but scores and activity. `optOuts` are
  /// those among the changed who may not be contacted any more.
  record Counts(
      long createdHere,
      long linked,
      long changedHere,
      long createdThere,
      long changedThere,
      long scoresThere,
      long optOuts) {}

  /// One contact, with the fields and consents concerned.
  record Item(
      ContactId contact,
      Set<ContactField> fields,
      Set<Channel> consents,
      Optional<Match.Ground> ground) {

    public Item {
      fields = Set.copyOf(fields);
      consents = Set.copyOf(consents);
    }
  }
}
