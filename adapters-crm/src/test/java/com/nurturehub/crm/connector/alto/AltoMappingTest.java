package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.alto.AltoPayloads.Address;
import com.nurturehub.crm.domain.contact.PostalAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AltoMappingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "        | 12           |                        | 12",
        "Flat 2  | 12           | Flat 2                 | 12",
        "        | 12a          |                        | 12a",
        "        | 12-14        |                        | 12-14",
        "        | Rose Cottage | Rose Cottage           |",
        "Flat 2  | Rose Cottage | Flat 2, Rose Cottage   |",
        "Flat 2  |              | Flat 2                 |"
      })
  void a_name_or_number_is_told_apart(
      String subDwelling, String nameNumber, String name, String number) {
    var ours = AltoMapping.address(altos(text(subDwelling), text(nameNumber)));

    assertThat(ours.buildingName()).isEqualTo(text(name));
    assertThat(ours.buildingNumber()).isEqualTo(text(number));
  }

  @ParameterizedTest
  @CsvSource({"'', 12", "Flat 2, 12", "Rose Cottage, ''"})
  void an_address_of_ours_comes_back_as_it_was(String name, String number) {
    var ours = new PostalAddress(name, number, "High St", "Fulham", "London", "", "SW10 0BF", "GB");

    assertThat(AltoMapping.address(read(AltoMapping.address(ours)))).isEqualTo(ours);
  }

  @Test
  void a_country_alone_is_no_address() {
    assertThat(AltoMapping.address(new Address("", "", "", "", "", "", "", "GB")))
        .isEqualTo(PostalAddress.NONE);
  }

  private static Address altos(String subDwelling, String nameNumber) {
    return new Address(subDwelling, nameNumber, "High St", "", "London", "", "SW10 0BF", "GB");
  }

  private static Address read(Map<String, Object> members) {
    return new Address(
        member(members, "subDwelling"),
        member(members, "nameNumber"),
        member(members, "street"),
        member(members, "locality"),
        member(members, "town"),
        member(members, "county"),
        member(members, "postcode"),
        member(members, "countryCode"));
  }

  private static String member(Map<String, Object> members, String name) {
    return members.getOrDefault(name, "").toString();
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }
}
