package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.Match;
import java.util.List;
import java.util.Optional;

record PreviewItemNode(
    ContactId contactId,
    List<ContactField> fields,
    List<Channel> consents,
    Optional<Match.Ground> ground) {

  static PreviewItemNode of(Previews.Item item) {
    return new PreviewItemNode(
        item.contact(),
        item.fields().stream().sorted().toList(),
        item.consents().stream().sorted().toList(),
        item.ground());
  }
}
