package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.Optional;

/// Which contacts are meant. `text` is the start of a name's word, or part of an e-mail or phone.
public record ContactFilter(
    Optional<String> text, Optional<ContactCategory> category, Archived archived) {

  public static final ContactFilter ALL =
      new ContactFilter(Optional.empty(), Optional.empty(), Archived.INCLUDED);

  public enum Archived {
    INCLUDED,
    EXCLUDED,
    ONLY
  }
}
