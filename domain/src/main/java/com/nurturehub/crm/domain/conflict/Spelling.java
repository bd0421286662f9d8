package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells a CRM's own spelling of what we sent from an edit somebody made.
final class Spelling {

  /// Shorter remains could be the start of anything.
  private static final int CUT_LENGTH_MIN = 3;

  private Spelling() {}

  /// Equal but for case, accents, spaces and punctuation, or cut off.
  static boolean isSpellingOf(ContactField field, ContactDetails shown, ContactDetails sent) {
    return switch (field) {
      case TITLE, FORENAME, SURNAME, ADDRESS ->
          isSpelling(plain(field.show(shown)), plain(field.show(sent)));
      // A dot more or less is another mailbox.
      case EMAILS -> Set.copyOf(shown.emails()).equals(Set.copyOf(sent.emails()));
      case PHONES -> plain(shown.phones()).equals(plain(sent.phones()));
      case CATEGORIES -> shown.categories().equals(sent.categories());
    };
  }

  private static boolean isSpelling(String shown, String sent) {
    return shown.equals(sent) || (shown.length() >= CUT_LENGTH_MIN && sent.startsWith(shown));
  }

  private static List<String> plain(Collection<?> values) {
    return values.stream().map(v -> plain(v.toString())).sorted().toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
