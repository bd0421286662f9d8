package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Set;

/// Why a CRM's record was taken for somebody we knew, and which fields we took over from it then.
public record Match(Ground ground, Set<ContactField> taken) {

  public Match {
    taken = Set.copyOf(taken);
  }

  public enum Ground {
    OUR_REFERENCE("The CRM holds our reference to this contact."),
    EMAIL("The e-mail address is the same."),
    PHONE_AND_SURNAME("A phone number and the surname are the same.");

    private final String sentence;

    Ground(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }
}
