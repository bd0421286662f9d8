package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A short stand-in for everything reconciling would look at in a CRM's version. Two equal
/// fingerprints mean that nothing needs to be compared, let alone written.
///
/// Its first half stands for the details and its second for everything else, so that it can be told
/// whether the details were weighed before although the consents have changed since.
public record Fingerprint(String value) {

  public static final Fingerprint NONE = new Fingerprint("");

  private static final int HALF = 16;
  private static final String FORGOTTEN = "-".repeat(HALF);

  /// The CRM's tag counts, because the next write must name it. The modified stamp counts only
  /// where it decides something: an undated denial is renewed by any later change of its record.
  public static Fingerprint of(CrmContact theirs) {
    return new Fingerprint(digest(details(theirs)) + digest(rest(theirs)));
  }

  /// Whether both stand for the same details, whatever else they show.
  public boolean showsSameDetailsAs(Fingerprint other) {
    return this.value.length() > HALF
        && other.value.length() > HALF
        && this.value.substring(0, HALF).equals(other.value.substring(0, HALF));
  }

  /// Remembers the details only.
  Fingerprint ofDetailsAlone() {
    return value.length() > HALF ? new Fingerprint(value.substring(0, HALF) + FORGOTTEN) : this;
  }

  private static String details(CrmContact theirs) {
    var text = new StringBuilder(256);
    for (var field : ContactField.values()) {
      text.append(Normal.of(field, theirs.details())).append('\u0000');
    }
    return text.toString();
  }

  private static String rest(CrmContact theirs) {
    var text = new StringBuilder(128);
    var renewed = false;
    for (var consent : theirs.consents().entrySet()) {
      var claim = consent.getValue();
      text.append(consent.getKey()).append(claim.status());
      claim.recordedAt().ifPresent(text::append);
      text.append('\u0000');
      renewed |= claim.status() == ConsentStatus.DENIED && claim.recordedAt().isEmpty();
    }
    text.append(theirs.archived()).append('\u0000');
    theirs.household().ifPresent(text::append);
    text.append('\u0000');
    theirs.tag().ifPresent(text::append);
    text.append('\u0000');
    if (renewed) {
      text.append(theirs.modifiedAt());
    }
    return text.toString();
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HALF / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
