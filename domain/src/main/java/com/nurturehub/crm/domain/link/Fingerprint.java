package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A short stand-in for everything reconciling would look at in a CRM's version. Two equal
/// fingerprints mean that nothing needs to be compared, let alone written.
public record Fingerprint(String value) {

  public static final Fingerprint NONE = new Fingerprint("");

  /// The modified stamp counts only where it decides something: an undated denial is renewed by any
  /// later change of its record.
  public static Fingerprint of(CrmContact theirs) {
    var text = new StringBuilder(256);
    for (var field : ContactField.values()) {
      text.append(Normal.of(field, theirs.details())).append('\u0000');
    }
    var renewed = false;
    for (var consent : theirs.consents().entrySet()) {
      var claim = consent.getValue();
      text.append(consent.getKey()).append(claim.status());
      claim.recordedAt().ifPresent(text::append);
      renewed |= claim.status() == ConsentStatus.DENIED && claim.recordedAt().isEmpty();
    }
    text.append(theirs.archived());
    theirs.household().ifPresent(text::append);
    if (renewed) {
      text.append(theirs.modifiedAt());
    }
    return new Fingerprint(digest(text.toString()));
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
