package com.nurturehub.crm.sandbox.reapit;

import static com.nurturehub.crm.sandbox.http.JsonBytes.piece;

import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.people.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a contact in Reapit's wire format, member by member in Reapit's order.
final class ReapitContactWriter {

  private static final byte[] ID = piece("{\"id\":");
  private static final byte[] CREATED = piece(",\"created\":");
  private static final byte[] MODIFIED = piece(",\"modified\":");
  private static final byte[] TITLE = piece(",\"title\":");
  private static final byte[] FORENAME = piece(",\"forename\":");
  private static final byte[] SURNAME = piece(",\"surname\":");
  private static final byte[] BIRTH = piece(",\"dateOfBirth\":");
  private static final byte[] ACTIVE = piece(",\"active\":");
  private static final byte[] CONSENT = piece(",\"marketingConsent\":\"");
  private static final byte[] CHECK = piece("\",\"identityCheck\":\"");
  private static final byte[] SOURCE = piece("\",\"source\":");
  private static final byte[] SOURCE_ID = piece("{\"id\":\"");
  private static final byte[] SOURCE_TYPE = piece("\",\"type\":\"office\"}");
  private static final byte[] HOME_PHONE = piece(",\"homePhone\":");
  private static final byte[] WORK_PHONE = piece(",\"workPhone\":");
  private static final byte[] MOBILE_PHONE = piece(",\"mobilePhone\":");
  private static final byte[] EMAIL = piece(",\"email\":");
  private static final byte[] ARCHIVED_ON = piece(",\"archivedOn\":");
  private static final byte[] FROM_ARCHIVE = piece(",\"fromArchive\":");
  private static final byte[] BUILDING_NAME =
      piece(",\"primaryAddress\":{\"type\":\"primary\",\"buildingName\":");
  private static final byte[] BUILDING_NUMBER = piece(",\"buildingNumber\":");
  private static final byte[] LINE_1 = piece(",\"line1\":");
  private static final byte[] LINE_2 = piece(",\"line2\":");
  private static final byte[] LINE_3 = piece(",\"line3\":");
  private static final byte[] LINE_4 = piece(",\"line4\":");
  private static final byte[] POSTCODE = piece(",\"postcode\":");
  private static final byte[] OTHER_ADDRESSES =
      piece(",\"countryId\":\"GB\"},\"secondaryAddress\":null,\"workAddress\":null");
  private static final byte[] OFFICES = piece(",\"officeIds\":[\"");
  private static final byte[] NEXT = piece("\",\"");
  private static final byte[] NEGOTIATORS = piece("\"],\"negotiatorIds\":[\"");
  private static final byte[] CATEGORIES = piece("\"],\"categoryIds\":[");
  private static final byte[] LETTER = piece(",\"communicationPreferenceLetter\":");
  private static final byte[] BY_EMAIL = piece(",\"communicationPreferenceEmail\":");
  private static final byte[] BY_PHONE = piece(",\"communicationPreferencePhone\":");
  private static final byte[] BY_SMS = piece(",\"communicationPreferenceSMS\":");
  private static final byte[] DETAILS = piece(",\"additionalContactDetails\":");
  private static final byte[] DETAIL = piece("{\"type\":\"E-Mail 2\",\"value\":");
  private static final byte[] TAG = piece(",\"metadata\":{},\"extrasField\":null,\"_eTag\":");
  private static final byte[] SELF = piece(",\"_links\":{\"self\":{\"href\":\"/contacts/");
  private static final byte[] DOCUMENTS =
      piece("\"},\"documents\":{\"href\":\"/documents/?associatedType=contact&associatedId=");
  private static final byte[] CHECKS =
      piece("\"},\"identityChecks\":{\"href\":\"/identityChecks/?contactId=");
  private static final byte[] OFFICE_LINK = piece("\"},\"offices\":{\"href\":\"/offices/?id=");
  private static final byte[] NEGOTIATOR_LINK =
      piece("\"},\"negotiators\":{\"href\":\"/negotiators/?id=");
  private static final byte[] ROLES = piece("\"},\"relationships\":{\"href\":\"/contacts/");
  private static final byte[] SUBSCRIPTIONS =
      piece("/relationships\"},\"subscriptions\":{\"href\":\"/contacts/");
  private static final byte[] END = piece("/subscriptions\"}},\"_embedded\":null}");
  private static final byte[] NULL = piece("null");
  private static final byte[] QUOTE = piece("\"");
  private static final byte[] COMMA = piece(",");

  private ReapitContactWriter() {}

  static void head(String id, JsonBytes out) {
    out.raw(ID).string(id);
  }

  static void stamps(long created, long modified, JsonBytes out) {
    out.raw(CREATED);
    Stamps.write(created, out);
    out.raw(MODIFIED);
    Stamps.write(modified, out);
  }

  static void person(Person person, JsonBytes out) {
    out.raw(TITLE).string(person.title());
    out.raw(FORENAME).string(person.forename());
    out.raw(SURNAME).string(person.surname());
    out.raw(BIRTH);
    var born = person.born();
    if (born == null) {
      out.raw(NULL);
    } else {
      out.raw(QUOTE);
      Stamps.writeDay(born, out);
      out.raw(QUOTE);
    }
  }

  static void standing(
      boolean active, String consent, String check, @Nullable String source, JsonBytes out) {
    out.raw(ACTIVE).flag(active);
    out.raw(CONSENT).plain(consent);
    out.raw(CHECK).plain(check);
    out.raw(SOURCE);
    if (source == null) {
      out.raw(NULL);
    } else {
      out.raw(SOURCE_ID).plain(source).raw(SOURCE_TYPE);
    }
  }

  static void phones(Person person, JsonBytes out) {
    out.raw(HOME_PHONE).string(person.homePhone());
    out.raw(WORK_PHONE).string(person.workPhone());
    out.raw(MOBILE_PHONE).string(person.mobilePhone());
    out.raw(EMAIL).string(person.email());
  }

  static void archive(boolean archived, long archivedOn, JsonBytes out) {
    out.raw(ARCHIVED_ON);
    if (archived) {
      Stamps.write(archivedOn, out);
    } else {
      out.raw(NULL);
    }
    out.raw(FROM_ARCHIVE).flag(archived);
  }

  static void addresses(Person.Home home, JsonBytes out) {
    var hasLocality = !home.locality().isEmpty();
    out.raw(BUILDING_NAME).string(home.buildingName());
    out.raw(BUILDING_NUMBER).string(home.buildingNumber());
    out.raw(LINE_1).string(home.street());
    out.raw(LINE_2).string(hasLocality ? home.locality() : home.town());
    out.raw(LINE_3).string(hasLocality ? home.town() : home.county());
    out.raw(LINE_4).string(hasLocality ? home.county() : "");
    out.raw(POSTCODE).string(home.postcode()).raw(OTHER_ADDRESSES);
  }

  static void belonging(
      String office,
      String secondOffice,
      String negotiator,
      @Nullable String category,
      @Nullable String secondCategory,
      JsonBytes out) {
    out.raw(OFFICES).plain(office);
    if (!secondOffice.equals(office)) {
      out.raw(NEXT).plain(secondOffice);
    }
    out.raw(NEGOTIATORS).plain(negotiator).raw(CATEGORIES);
    if (category != null) {
      out.raw(QUOTE).plain(category).raw(QUOTE);
    }
    if (secondCategory != null && !secondCategory.equals(category)) {
      if (category != null) {
        out.raw(COMMA);
      }
      out.raw(QUOTE).plain(secondCategory).raw(QUOTE);
    }
    out.plain("]");
  }

  /// Four flags in one number.
  static void preferences(int flags, JsonBytes out) {
    out.raw(LETTER).flag((flags & 1) != 0);
    out.raw(BY_EMAIL).flag((flags & 2) != 0);
    out.raw(BY_PHONE).flag((flags & 4) != 0);
    out.raw(BY_SMS).flag((flags & 8) != 0);
  }

  static void tail(
      String id,
      List<String> furtherEmails,
      String tag,
      String office,
      String negotiator,
      JsonBytes out) {
    out.raw(DETAILS);
    if (furtherEmails.isEmpty()) {
      out.raw(NULL);
    } else {
      out.plain("[");
      for (int i = 0; i < furtherEmails.size(); i++) {
        out.plain(i == 0 ? "" : ",").raw(DETAIL).string(furtherEmails.get(i)).plain("}");
      }
      out.plain("]");
    }
    out.raw(TAG).string(tag);
    out.raw(SELF).plain(id).raw(DOCUMENTS).plain(id).raw(CHECKS).plain(id);
    out.raw(OFFICE_LINK).plain(office).raw(NEGOTIATOR_LINK).plain(negotiator);
    out.raw(ROLES).plain(id).raw(SUBSCRIPTIONS).plain(id).raw(END);
  }
}
