package com.nurturehub.crm.connector.loop;

import java.util.EnumMap;
import java.util.Map;

/// Where in a person's record each field stands, as a JSON pointer.
public record LoopFields(Map<Field, String> pointers) {

  /// What we know of a person at Loop.
  public enum Field {
    ID("/personId"),
    ROLES("/roles"),
    STATUS("/status"),
    TITLE("/title"),
    FIRST_NAME("/firstName"),
    LAST_NAME("/lastName"),
    COMPANY("/companyName"),
    EMAIL("/email"),
    MOBILE("/mobilePhone"),
    HOME_PHONE("/homePhone"),
    WORK_PHONE("/workPhone"),
    HOUSE("/addressHouseNameOrNumber"),
    STREET("/addressStreet"),
    LOCALITY("/addressLocality"),
    TOWN("/addressTown"),
    COUNTY("/addressCounty"),
    POSTCODE("/addressPostcode"),
    EMAIL_CONSENT("/emailMarketingConsent"),
    SMS_CONSENT("/smsMarketingConsent"),
    PHONE_CONSENT("/phoneMarketingConsent"),
    SOURCE("/source"),
    CREATED("/dateCreated"),
    UPDATED("/dateUpdated");

    private final String proposed;

    Field(String proposed) {
      this.proposed = proposed;
    }
  }

  public static final LoopFields PROPOSED = new LoopFields(Map.of());

  /// A field that is not named stands where it was proposed.
  public LoopFields {
    var all = new EnumMap<Field, String>(Field.class);
    for (var field : Field.values()) {
      var pointer = pointers.getOrDefault(field, field.proposed);
      if (!pointer.matches("(/[A-Za-z0-9_-]+)+")) {
        throw new IllegalArgumentException("not the place of a field: " + pointer);
      }
      all.put(field, pointer);
    }
    pointers = Map.copyOf(all);
  }

  String of(Field field) {
    return pointers.getOrDefault(field, field.proposed);
  }
}
