package com.nurturehub.crm.sandbox.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody an agency knows, as an agent typed them in. Nothing here is normalised, on purpose.
///
/// @param born days since 1970, if known
/// @param email the main address
/// @param furtherEmails addresses beside the main one
public record Person(
    int number,
    @Nullable String title,
    @Nullable String forename,
    String surname,
    @Nullable Long born,
    @Nullable String homePhone,
    @Nullable String workPhone,
    @Nullable String mobilePhone,
    @Nullable String email,
    List<String> furtherEmails,
    Home home) {

  /// Where somebody lives. Parts that are not known are empty.
  public record Home(
      String buildingName,
      String buildingNumber,
      String street,
      String locality,
      String town,
      String county,
      String postcode) {

    public String onOneLine() {
      return String.join(
          " ", buildingName, buildingNumber, street, locality, town, county, postcode);
    }
  }
}
