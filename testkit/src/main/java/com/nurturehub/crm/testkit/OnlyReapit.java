package com.nurturehub.crm.testkit;

import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Offers one CRM, a Reapit with room for everything and without a sign-in.
public interface OnlyReapit extends CrmConnectors {

  @Override
  default Optional<Offer> offer(CrmProvider provider) {
    return provider == CrmProvider.REAPIT
        ? Optional.of(new Offer(everything(), List.of(), "", Optional.empty()))
        : Optional.empty();
  }

  @Override
  default Optional<CrmSignIn> signIn(CrmProvider provider) {
    return Optional.empty();
  }

  @Override
  default void letGo(Connection connection, Optional<ChangeFeed> feed) {}

  private static Capabilities everything() {
    return new Capabilities(
        EnumSet.allOf(ContactField.class),
        EnumSet.allOf(ContactField.class),
        EnumSet.allOf(Channel.class),
        EnumSet.allOf(Channel.class),
        false,
        EnumSet.allOf(SignalKind.class),
        true,
        true,
        true,
        true,
        Guard.VERSION_TAG,
        Map.of(),
        5,
        5,
        EnumSet.allOf(ContactCategory.class),
        new RateLimits(0, 0, 0));
  }
}
