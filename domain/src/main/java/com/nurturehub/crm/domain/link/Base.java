package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Collection;

/// What both sides held when they last agreed, as a pair: the hub's value and what the CRM showed
/// for it. A pair, because a CRM that writes "Mcdonald" for our "mcdonald", or keeps twenty
/// letters, would otherwise look edited after every push.
public record Base(ContactDetails hub, ContactDetails crm) {

  public Base agree(Collection<ContactField> fields, ContactDetails hubNow, ContactDetails crmNow) {
    return new Base(hub.take(fields, hubNow), crm.take(fields, crmNow));
  }
}
