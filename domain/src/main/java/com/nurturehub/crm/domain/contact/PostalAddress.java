package com.nurturehub.crm.domain.contact;

import java.util.List;
import java.util.stream.Stream;

/// A postal address; an empty part is an absent one. `country` is an ISO 3166-1 alpha-2 code.
public record PostalAddress(
    String buildingName,
    String buildingNumber,
    String line1,
    String line2,
    String line3,
    String line4,
    String postcode,
    String country) {

  public static final PostalAddress NONE = new PostalAddress("", "", "", "", "", "", "", "");
  private static final int PART_LENGTH_MAX = 300;

  public PostalAddress {
    buildingName = part(buildingName);
    buildingNumber = part(buildingNumber);
    line1 = part(line1);
    line2 = part(line2);
    line3 = part(line3);
    line4 = part(line4);
    postcode = part(postcode);
    country = part(country);
  }

  /// The country alone is no address.
  public boolean isEmpty() {
    return parts().subList(0, 7).stream().allMatch(String::isEmpty);
  }

  public List<String> parts() {
    return List.of(buildingName, buildingNumber, line1, line2, line3, line4, postcode, country);
  }

  public String oneLine() {
    return String.join(
        ", ", Stream.of(parts()).flatMap(List::stream).filter(p -> !p.isEmpty()).toList());
  }

  private static String part(String typed) {
    return Text.normal(typed, PART_LENGTH_MAX, "address");
  }
}
