package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Alto's wire format, as far as we use it. What prints here prints no personal data.
final class AltoPayloads {

  private AltoPayloads() {}

  /// Alto may not say how long it lasts.
  record Token(Secret access, Optional<Duration> life) {}

  /// How far an agency lets NurtureHub in. `texts` is whatever the agency typed at activation.
  record Integration(List<String> branches, List<Secret> texts) {

    Integration {
      branches = List.copyOf(branches);
      texts = List.copyOf(texts);
    }
  }

  /// A household as a listing shows it.
  record Item(String id, Set<String> personas) {

    Item {
      personas = Set.copyOf(personas);
    }
  }

  /// A place on a listing: an item, or why there is none.
  record Row(Optional<String> id, Optional<Item> item, String flaw, String raw) {

    @Override
    public String toString() {
      return "item " + id.orElse("without id");
    }
  }

  /// A page of a listing. `next` leads to the next one. Of a listing that is not `whole` only the
  /// beginning arrived.
  record Listing(List<Row> rows, Optional<String> next, Moment served, boolean whole) {

    Listing {
      rows = List.copyOf(rows);
    }

    List<String> ids() {
      return rows.stream().flatMap(row -> row.id().stream()).toList();
    }
  }

  /// A household by itself. Its people are as they could be read, one by one.
  record Detail(
      String id,
      Address address,
      List<PersonRow> people,
      Optional<String> category,
      boolean archived,
      boolean potentialVendor,
      boolean potentialLandlord,
      List<Profile> profiles,
      Optional<Instant> modified) {

    Detail {
      people = List.copyOf(people);
      profiles = List.copyOf(profiles);
    }

    boolean isShared() {
      return people.size() > 1;
    }

    Optional<Person> person(String person) {
      return people.stream()
          .flatMap(row -> row.person().stream())
          .filter(one -> one.id().equals(person))
          .findFirst();
    }

    @Override
    public String toString() {
      return "household " + id;
    }
  }

  /// An answer that was asked for by id: a detail, or why there is none.
  record Shown(String id, Optional<Detail> detail, String flaw, String raw, Moment served) {

    @Override
    public String toString() {
      return "household " + id;
    }
  }

  record PersonRow(Optional<String> id, Optional<Person> person, String flaw) {}

  record Person(
      String id,
      String title,
      String forename,
      String surname,
      List<Phone> phones,
      List<String> emails) {

    Person {
      phones = List.copyOf(phones);
      emails = List.copyOf(emails);
    }

    @Override
    public String toString() {
      return "person " + id;
    }
  }

  record Phone(String type, String number) {

    @Override
    public String toString() {
      return type;
    }
  }

  record Address(
      String subDwelling,
      String nameNumber,
      String street,
      String locality,
      String town,
      String county,
      String postcode,
      String countryCode) {

    static final Address NONE = new Address("", "", "", "", "", "", "", "");

    @Override
    public String toString() {
      return "address";
    }
  }

  /// What an applicant looks for.
  record Profile(String intention, boolean active) {}

  record Preference(String type, String status, Optional<Instant> at, int version) {}

  /// A file note. Its title is not shown to anybody at Alto.
  record Note(String id, String title, String notes) {

    @Override
    public String toString() {
      return "note " + id;
    }
  }

  /// Alto's errors, in either of its two envelopes. The words are never passed on unread.
  record Problem(List<String> messages) {

    Problem {
      messages = List.copyOf(messages);
    }
  }

  /// One person of a household. What Alto numbers is unique only within the household.
  record PersonId(String household, String person) {

    private static final String BETWEEN = "-";

    static PersonId of(ExternalId id) {
      var parts = id.value().split(BETWEEN, 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("not the id of a person at Alto");
      }
      return new PersonId(parts[0], parts[1]);
    }

    /// The household that an id of a person, or of a whole household, is about.
    static String householdOf(ExternalId id) {
      return id.value().split(BETWEEN, 2)[0];
    }

    static boolean isWholeHousehold(ExternalId id) {
      return !id.value().contains(BETWEEN);
    }

    /// The person who is nearly always there, where nobody can be read.
    static PersonId first(String household) {
      return new PersonId(household, "1");
    }

    ExternalId external() {
      return new ExternalId(household + BETWEEN + person);
    }
  }

  /// A body to be sent, and its texts, so that they can be blotted out of what Alto says about
  /// them.
  record Body(String contentType, String json, List<String> texts) {

    Body {
      texts = List.copyOf(texts);
    }

    static Body of(String contentType, String json, String... texts) {
      return new Body(contentType, json, Arrays.asList(texts));
    }

    @Override
    public String toString() {
      return contentType;
    }
  }
}
