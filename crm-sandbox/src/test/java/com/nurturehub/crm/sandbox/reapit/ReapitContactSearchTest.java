package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ReapitContactSearchTest {

  private static final int CONTACTS = 1_000;

  private static Visitor visitor;

  @BeforeAll
  static void open() {
    visitor = Visitor.signedIn(CONTACTS);
  }

  @AfterAll
  static void close() {
    visitor.close();
  }

  @Test
  void a_contact_is_found_by_id_by_email_and_by_telephone() {
    var contact =
        all("?sortBy=created").stream()
            .filter(one -> one.path("email").isString() && one.path("mobilePhone").isString())
            .toList()
            .get(40);
    var id = contact.path("id").asString("");
    var email = contact.path("email").asString("");
    var phone = contact.path("mobilePhone").asString("");

    assertThat(visitor.ids("?id=" + id + "&id=NOBODY")).containsExactly(id);
    assertThat(visitor.ids("?email=" + Visitor.encoded(email.toUpperCase(Locale.ROOT))))
        .containsExactly(id);
    assertThat(visitor.ids("?contactDetail=" + Visitor.encoded(phone))).contains(id);
  }

  @Test
  void a_contact_is_found_by_a_further_address() {
    var contact =
        all("?sortBy=created").stream()
            .filter(one -> one.path("additionalContactDetails").isArray())
            .findFirst()
            .orElseThrow();
    var further = contact.path("additionalContactDetails").path(0).path("value").asString("");

    assertThat(visitor.ids("?email=" + Visitor.encoded(further)))
        .containsExactly(contact.path("id").asString(""));
    assertThat(further).isNotEqualTo(contact.path("email").asString(""));
  }

  @Test
  void a_contact_in_the_archive_is_not_found_among_the_live() {
    var archived =
        all("?fromArchive=true").stream()
            .filter(one -> one.path("email").isString())
            .findFirst()
            .orElseThrow();
    var email = Visitor.encoded(archived.path("email").asString(""));

    assertThat(visitor.ids("?email=" + email)).isEmpty();
    assertThat(visitor.ids("?fromArchive=true&email=" + email))
        .containsExactly(archived.path("id").asString(""));
  }

  @Test
  void a_contact_is_found_by_our_reference_in_its_metadata() {
    var id = visitor.created(Visitor.jo().replace("c0ffee-1", "c0ffee-9").replace("jo@", "jo9@"));

    assertThat(visitor.ids("?metadata=" + Visitor.encoded("metadata.nurtureHubId $eq 'C0FFEE-9'")))
        .containsExactly(id);
    assertThat(visitor.ids("?metadata=" + Visitor.encoded("metadata.nurtureHubId $con 'fee-9'")))
        .containsExactly(id);
    assertThat(
            visitor.ids(
                "?metadata=" + Visitor.encoded("metadata.nurtureHubId $in ['x','c0ffee-9']")))
        .containsExactly(id);
    assertThat(visitor.ids("?metadata=" + Visitor.encoded("metadata.nurtureHubId $eq 'other'")))
        .isEmpty();
  }

  @Test
  void other_filters_pick_what_they_say() {
    assertThat(all("?marketingConsent=deny&marketingConsent=grant"))
        .isNotEmpty()
        .noneMatch(one -> one.path("marketingConsent").asString("").equals("notAsked"));
    assertThat(all("?officeId=OXF")).isNotEmpty().allMatch(one -> has(one, "officeIds", "OXF"));
    assertThat(all("?active=false")).isNotEmpty().noneMatch(one -> one.path("active").asBoolean());
    assertThat(all("?identityCheck=pass"))
        .isNotEmpty()
        .allMatch(one -> one.path("identityCheck").asString("").equals("pass"));
    assertThat(all("?name=smith&nameType=surname"))
        .allMatch(one -> one.path("surname").asString("").startsWith("Smith"));
  }

  @Test
  void a_contact_is_found_by_where_they_live_by_initials_and_by_who_looks_after_them() {
    var contact =
        all("?sortBy=created").stream()
            .filter(one -> one.path("forename").asString("").matches("[A-Za-z].*"))
            .filter(one -> !one.path("primaryAddress").path("postcode").asString("").isEmpty())
            .findFirst()
            .orElseThrow();
    var postcode = contact.path("primaryAddress").path("postcode").asString("");
    var initials =
        contact.path("forename").asString("").substring(0, 1)
            + contact.path("surname").asString("").substring(0, 1);
    var negotiator = contact.path("negotiatorIds").path(0).asString("");

    assertThat(all("?address=" + Visitor.encoded(postcode)))
        .contains(contact)
        .allMatch(one -> one.path("primaryAddress").toString().contains(postcode));
    assertThat(all("?nameType=initials&name=" + Visitor.encoded(initials)))
        .contains(contact)
        .allMatch(one -> one.path("surname").asString("").startsWith(initials.substring(1)));
    assertThat(all("?negotiatorId=" + negotiator))
        .contains(contact)
        .allMatch(one -> has(one, "negotiatorIds", negotiator));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.score $eq 72          | true",
        "metadata.score $ne 72          | false",
        "metadata.score $gt 71          | true",
        "metadata.score $gt 72          | false",
        "metadata.score $gte 72         | true",
        "metadata.score $lt 72          | false",
        "metadata.score $lte 72         | true",
        "metadata.score $nin [71,72]    | false",
        "metadata.score $nin [70,71]    | true",
        "metadata.deep.er $con 'bottom' | true",
        "metadata.DEEP.er $eq 'ROCK BOTTOM' | true"
      })
  void metadata_is_compared_in_each_of_the_ways_that_are_offered(String filter, boolean fits) {
    var metadata = "\"metadata\": {\"score\": 72, \"deep\": {\"er\": \"rock bottom\"}, ";
    var id = visitor.created(Visitor.jo().replace("\"metadata\": {", metadata));

    var found = visitor.ids("?id=" + id + "&metadata=" + Visitor.encoded(filter));

    assertThat(found.contains(id)).isEqualTo(fits);
  }

  @Test
  void an_extra_field_that_no_customer_granted_is_left_out() {
    var contact = visitor.contacts("?pageSize=1&extrasField=favouriteColour").getFirst();

    assertThat(contact.path("extrasField").isNull()).isTrue();
  }

  @Test
  void what_belongs_to_a_contact_is_sent_along_if_asked_for() {
    var contact =
        visitor
            .contacts("?pageSize=1&embed=offices&embed=negotiators&embed=landlordDetails")
            .getFirst();

    assertThat(contact.path("_embedded").path("offices").path(0).path("id"))
        .isEqualTo(contact.path("officeIds").path(0));
    assertThat(contact.path("_embedded").path("negotiators").path(0).path("id"))
        .isEqualTo(contact.path("negotiatorIds").path(0));
    assertThat(contact.path("_embedded").path("landlordDetails").isNull()).isTrue();
  }

  @Test
  void consent_may_be_assumed_from_the_day_of_registration() {
    assertThat(all("?marketingConsent=grant&marketingConsentFilterType=assumedOrExplicit"))
        .anyMatch(one -> one.path("marketingConsent").asString("").equals("notAsked"))
        .allMatch(one ->
            one.path("marketingConsent").asString("").equals("grant")
                || one.path("created").asString("").compareTo("2018-05-25") < 0);
  }

  private static List<ObjectNode> all(String query) {
    List<ObjectNode> all = new ArrayList<>();
    for (int page = 1; ; page++) {
      var contacts = visitor.contacts(query + "&pageSize=100&pageNumber=" + page);
      all.addAll(contacts);
      if (contacts.size() < 100) {
        return all;
      }
    }
  }

  private static boolean has(ObjectNode contact, String member, String value) {
    return contact.path(member).valueStream().anyMatch(one -> one.asString("").equals(value));
  }
}
