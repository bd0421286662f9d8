package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A page, and when the CRM was asked for it. It shows `outdated` as they were before we told the
/// CRM something newer, or it told us; either moved their stamps, so a later pass reads them as
/// they are.
record AskedPage(ContactPage page, Instant askedAt, Set<ExternalId> outdated) {

  AskedPage {
    outdated = Set.copyOf(outdated);
  }

  List<CrmContact> current() {
    return page.contacts().stream().filter(contact -> !outdated.contains(contact.id())).toList();
  }
}
