package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.Instant;

/// A change the CRM cannot take from us, so that a person must make it there. Unique by contact,
/// connection and `what`; it closes by itself when the CRM shows the value.
public record ChangeByHand(
    ContactId contact,
    ConnectionId connection,
    Kind kind,
    String what,
    String value,
    Instant since) {

  public enum Kind {
    /// A field to be typed in at the CRM.
    FIELD,
    /// A consent to be recorded at the CRM.
    CONSENT,
    /// A grant seen at the CRM that a denial here holds back, because it may be older.
    CONFIRM_GRANT,
    /// Two records of one person, to be made one at the CRM.
    MERGE
  }

  public static ChangeByHand of(
      ContactId contact, ConnectionId at, ContactField field, String value, Instant since) {
    return new ChangeByHand(contact, at, Kind.FIELD, subject(field), value, since);
  }

  public static ChangeByHand of(
      ContactId contact, ConnectionId at, Channel channel, ConsentStatus value, Instant since) {
    return new ChangeByHand(
        contact, at, Kind.CONSENT, subject(Kind.CONSENT, channel), value.name(), since);
  }

  public static ChangeByHand confirmGrant(
      ContactId contact, ConnectionId at, Channel channel, Instant since) {
    return new ChangeByHand(
        contact,
        at,
        Kind.CONFIRM_GRANT,
        subject(Kind.CONFIRM_GRANT, channel),
        ConsentStatus.GRANTED.name(),
        since);
  }

  /// `record` is the other record's id at the CRM.
  public static ChangeByHand merge(
      ContactId contact, ConnectionId at, ContactId other, ExternalId record, Instant since) {
    return new ChangeByHand(contact, at, Kind.MERGE, subject(other), record.value(), since);
  }

  /// How an item about a merge with somebody is named.
  public static String subject(ContactId other) {
    return Kind.MERGE.name() + "_" + other;
  }

  /// How an item about a field is named.
  public static String subject(ContactField field) {
    return field.name();
  }

  /// How an item about a channel is named.
  public static String subject(Kind kind, Channel channel) {
    return kind.name() + "_" + channel.name();
  }
}
