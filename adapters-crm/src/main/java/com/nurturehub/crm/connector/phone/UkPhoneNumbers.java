package com.nurturehub.crm.connector.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import java.util.Optional;

/// Reads what agents type: `01865 522111`, `+44 (0)7700 900123`, `07700 900123 (wife)`. A number
/// with an extension stays as it was typed, because E.164 has no room for it; so does a text with
/// no number in it, or with several.
public final class UkPhoneNumbers implements PhoneNumbers {

  private static final String REGION = "GB";
  private static final int LENGTH_MAX = 100;
  private static final long TRIES_MAX = 20;

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

  @Override
  public PhoneNumber read(String typed) {
    var text = typed.strip();
    return number(text)
        .map(number -> new PhoneNumber(library.format(number, PhoneNumberFormat.E164)))
        .orElseGet(() -> new PhoneNumber(text));
  }

  private Optional<Phonenumber.PhoneNumber> number(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return hasLetters(text) ? theOnlyOneIn(text) : parsed(text);
  }

  private Optional<Phonenumber.PhoneNumber> parsed(String text) {
    try {
      return Optional.of(library.parse(text, REGION)).filter(this::isNumber);
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  /// Only real numbers count among words; "call after 6, flat 12" is none.
  private Optional<Phonenumber.PhoneNumber> theOnlyOneIn(String text) {
    var found = library.findNumbers(text, REGION, Leniency.VALID, TRIES_MAX).iterator();
    if (!found.hasNext()) {
      return Optional.empty();
    }
    var number = found.next().number();
    return found.hasNext() || number.hasExtension() ? Optional.empty() : Optional.of(number);
  }

  private boolean isNumber(Phonenumber.PhoneNumber number) {
    return !number.hasExtension()
        && library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
  }

  private static boolean hasLetters(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }
}
