package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.PersonName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How a CRM treats what it is told. They differ as the real ones do: in what they can hold, how
/// they spell, how they guard a record, and whether they date consent.
enum CrmModel {
  /// Guards by a tag, capitalises names, leaves our reference, does not date consent.
  TAGGED(
      CrmProvider.REAPIT,
      new Capabilities(
          EnumSet.allOf(ContactField.class),
          EnumSet.allOf(ContactField.class),
          EnumSet.allOf(Channel.class),
          EnumSet.allOf(Channel.class),
          false,
          EnumSet.allOf(SignalKind.class),
          true,
          false,
          false,
          true,
          Guard.VERSION_TAG,
          Map.of(),
          5,
          3,
          EnumSet.allOf(ContactCategory.class),
          new RateLimits(20, 250_000, 5))),
  /// Has no guard, lower-cases and cuts surnames, dates consent, keeps e-mail addresses to itself.
  UNGUARDED(
      CrmProvider.ALTO,
      new Capabilities(
          EnumSet.allOf(ContactField.class),
          EnumSet.of(
              ContactField.FORENAME,
              ContactField.SURNAME,
              ContactField.PHONES,
              ContactField.ADDRESS),
          EnumSet.allOf(Channel.class),
          EnumSet.allOf(Channel.class),
          true,
          Set.of(SignalKind.SCORE),
          true,
          false,
          false,
          true,
          Guard.READ_COMPARE_WRITE,
          Map.of(ContactField.SURNAME, 12),
          2,
          2,
          EnumSet.allOf(ContactCategory.class),
          new RateLimits(0, 0, 5))),
  /// Takes names and consent only, and the rest is for a person to change.
  NAMES_ONLY(
      CrmProvider.STREET,
      new Capabilities(
          EnumSet.allOf(ContactField.class),
          EnumSet.of(ContactField.TITLE, ContactField.FORENAME, ContactField.SURNAME),
          EnumSet.allOf(Channel.class),
          EnumSet.allOf(Channel.class),
          false,
          EnumSet.allOf(SignalKind.class),
          true,
          false,
          false,
          true,
          Guard.READ_COMPARE_WRITE,
          Map.of(),
          3,
          3,
          EnumSet.allOf(ContactCategory.class),
          new RateLimits(1, 0, 5))),
  /// Has room for one e-mail address, and asks nobody about text messages.
  ONE_EMAIL(
      CrmProvider.LOOP,
      new Capabilities(
          EnumSet.allOf(ContactField.class),
          EnumSet.allOf(ContactField.class),
          EnumSet.of(Channel.EMAIL, Channel.PHONE),
          EnumSet.of(Channel.EMAIL, Channel.PHONE),
          false,
          EnumSet.noneOf(SignalKind.class),
          true,
          false,
          false,
          true,
          Guard.READ_COMPARE_WRITE,
          Map.of(),
          1,
          3,
          EnumSet.allOf(ContactCategory.class),
          new RateLimits(5, 0, 5)));

  private final CrmProvider provider;
  private final Capabilities capabilities;

  CrmModel(CrmProvider provider, Capabilities capabilities) {
    this.provider = provider;
    this.capabilities = capabilities;
  }

  static CrmModel of(CrmProvider provider) {
    return Arrays.stream(values())
        .filter(model -> model.provider == provider)
        .findFirst()
        .orElseThrow();
  }

  CrmProvider provider() {
    return provider;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  boolean leavesReference() {
    return this == TAGGED;
  }

  boolean isReadAhead() {
    return this == TAGGED || this == NAMES_ONLY;
  }

  boolean guards() {
    return capabilities.guard() == Guard.VERSION_TAG;
  }

  boolean asksAbout(Channel channel) {
    return capabilities.consentReadable().contains(channel);
  }

  /// What it shows for what it was told.
  ContactDetails spell(ContactDetails told) {
    var fitted = capabilities.fit(told);
    var name = fitted.name();
    var spelled =
        switch (this) {
          case TAGGED -> new PersonName(name.title(), name.forename(), capital(name.surname()));
          case UNGUARDED ->
              new PersonName(
                  name.title(), name.forename(), name.surname().toLowerCase(Locale.ROOT));
          case NAMES_ONLY, ONE_EMAIL -> name;
        };
    return new ContactDetails(
        spelled, fitted.emails(), fitted.phones(), fitted.address(), fitted.categories());
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
