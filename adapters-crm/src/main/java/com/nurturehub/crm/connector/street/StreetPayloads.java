package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Street's wire format. Members have Street's names; any of them may be null there, so they may be
/// here.
final class StreetPayloads {

  private StreetPayloads() {}

  record Person(
      String id,
      @Nullable String title,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable Address address,
      List<Detail> telephoneNumbers,
      List<Detail> emailAddresses,
      @Nullable Boolean marketingConsent,
      Preferences contactPreferences,
      Statuses statuses,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      List<Applicant> applicants) {

    Person {
      telephoneNumbers = List.copyOf(telephoneNumbers);
      emailAddresses = List.copyOf(emailAddresses);
      applicants = List.copyOf(applicants);
    }

    /// The answer to a change does not say which applicants somebody is.
    Person with(List<Applicant> others) {
      return new Person(
          id,
          title,
          firstName,
          lastName,
          address,
          telephoneNumbers,
          emailAddresses,
          marketingConsent,
          contactPreferences,
          statuses,
          createdAt,
          updatedAt,
          others);
    }

    @Override
    public String toString() {
      return "person " + id;
    }
  }

  record Address(
      @Nullable String buildingNumber,
      @Nullable String buildingName,
      @Nullable String street,
      List<String> lines,
      @Nullable String town,
      @Nullable String country,
      @Nullable String postcode) {

    Address {
      lines = List.copyOf(lines);
    }
  }

  /// An e-mail address or a telephone number.
  record Detail(String value, boolean primary) {}

  record Preferences(
      @Nullable Boolean email,
      @Nullable Boolean post,
      @Nullable Boolean text,
      @Nullable Boolean phone) {

    static final Preferences NONE = new Preferences(null, null, null, null);
  }

  /// `Current`, `Previous` or nothing, each.
  record Statuses(@Nullable String vendor, @Nullable String landlord, @Nullable String tenant) {

    static final Statuses NONE = new Statuses(null, null, null);
  }

  record Applicant(@Nullable String applicantType, @Nullable String buyingPosition) {}

  /// What a page has in one place: a person, or why there is none. `raw` is what was sent; nothing
  /// where Street could not deliver it at all.
  record Row(
      Optional<String> id,
      Optional<Instant> updatedAt,
      @Nullable Person person,
      String flaw,
      Raw raw) {

    static Row undelivered(Optional<String> id, String flaw) {
      return new Row(id, Optional.empty(), null, flaw, Raw.NOTHING);
    }
  }

  /// A page of a listing. `total` is what Street declares for the whole of what was asked for.
  record Listing(List<Row> rows, long total, Moment served) {

    Listing {
      rows = List.copyOf(rows);
    }
  }

  record Branch(String id, Instant createdAt) {}

  record Enquiry(String id, Optional<String> person, String customSource) {}

  /// Street's errors, in whatever shape they come.
  record Problem(List<Flaw> errors) {

    Problem {
      errors = List.copyOf(errors);
    }
  }

  record Flaw(String pointer, String detail) {}

  /// What is to be sent: a type, attributes and relations. It prints no value.
  record Body(
      String type,
      Optional<String> id,
      Map<String, Object> attributes,
      Optional<Map<String, Object>> relationships) {

    @Override
    public String toString() {
      return "%s with %s".formatted(type, attributes.keySet());
    }
  }
}
