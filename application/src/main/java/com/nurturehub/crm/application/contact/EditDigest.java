package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells whether two edits under one request id are the same edit, without keeping what it says.
final class EditDigest {

  private EditDigest() {}

  static String of(Edit edit) {
    var text = new StringBuilder().append(edit.id()).append(edit.occurredAt());
    for (var field : new TreeSet<>(edit.fields())) {
      text.append('\u0000').append(field).append('=').append(field.show(edit.details()));
    }
    new TreeMap<>(edit.consents())
        .forEach((channel, status) -> text.append('\u0000').append(channel).append(status));
    edit.signals().forEach(signal -> text.append('\u0000').append(signal));
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(hash.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
