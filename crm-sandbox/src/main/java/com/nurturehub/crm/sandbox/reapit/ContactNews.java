package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import java.time.Instant;
import java.util.Optional;

/// Hears of every change to a contact.
@FunctionalInterface
interface ContactNews {

  /// @param before nothing for a new contact
  /// @param after nothing for one that is gone
  void changed(ReapitCustomer customer, Optional<Card> before, Optional<Card> after, Instant at);
}
