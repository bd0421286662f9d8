package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.reapit.ReapitCategories.Role;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reapit's wire format. Members have Reapit's names; any of them may be null there, so they may be
/// here.
final class ReapitPayloads {

  private ReapitPayloads() {}

  record Token(Secret accessToken, Duration expiresIn) {}

  record Contact(
      String id,
      @Nullable Instant created,
      @Nullable Instant modified,
      @Nullable String title,
      @Nullable String forename,
      @Nullable String surname,
      @Nullable String marketingConsent,
      @Nullable String homePhone,
      @Nullable String workPhone,
      @Nullable String mobilePhone,
      @Nullable String email,
      boolean fromArchive,
      @Nullable Address primaryAddress,
      List<String> categoryIds,
      Preferences communicationPreference,
      List<Detail> additionalContactDetails,
      @Nullable String nurtureHubId,
      @Nullable String eTag,
      List<Role> relationships) {

    Contact {
      categoryIds = List.copyOf(categoryIds);
      additionalContactDetails = List.copyOf(additionalContactDetails);
      relationships = List.copyOf(relationships);
    }

    @Override
    public String toString() {
      return "contact " + id;
    }
  }

  record Address(
      @Nullable String buildingName,
      @Nullable String buildingNumber,
      @Nullable String line1,
      @Nullable String line2,
      @Nullable String line3,
      @Nullable String line4,
      @Nullable String postcode,
      @Nullable String countryId) {}

  /// The four `communicationPreference…` members.
  record Preferences(
      @Nullable Boolean letter,
      @Nullable Boolean email,
      @Nullable Boolean phone,
      @Nullable Boolean sms) {

    static final Preferences NONE = new Preferences(null, null, null, null);
  }

  record Detail(String type, String value) {}

  /// What a page has in one place: a contact, or why there is none. `raw` is what was sent. A row
  /// that Reapit could not deliver at all has neither id nor raw.
  record Row(
      @Nullable String id,
      @Nullable Instant created,
      @Nullable Instant modified,
      @Nullable Contact contact,
      String flaw,
      Raw raw) {

    static Row undelivered(@Nullable String id, String flaw) {
      return new Row(id, null, null, null, flaw, Raw.NOTHING);
    }

    boolean isUndelivered() {
      return raw instanceof Raw.Nothing;
    }

    /// What tells this row from others, also where it has no id.
    Optional<String> mark() {
      if (id != null) {
        return Optional.of(id);
      }
      return isUndelivered()
          ? Optional.empty()
          : Optional.of("#" + Integer.toHexString(raw.text().hashCode()));
    }
  }

  /// A page of a listing. `total` is what Reapit declares for the whole of what was asked for.
  record Listing(List<Row> rows, long total, Moment served) {

    Listing {
      rows = List.copyOf(rows);
    }
  }

  record Hook(String id, String url, String description, List<String> topicIds, boolean active) {

    Hook {
      topicIds = List.copyOf(topicIds);
    }
  }

  /// Reapit's errors, in whatever spelling they come. `errors` say what is wrong with a change.
  record Problem(String description, List<Flaw> errors) {

    Problem {
      errors = List.copyOf(errors);
    }

    boolean says(String words) {
      return description.toLowerCase(Locale.ROOT).contains(words);
    }
  }

  record Flaw(String field, String message) {}

  /// The members of a contact to be written, in order. It prints no value.
  record Body(Map<String, Object> members) {

    boolean isEmpty() {
      return members.isEmpty();
    }

    @Override
    public String toString() {
      return "members " + members.keySet();
    }
  }
}
