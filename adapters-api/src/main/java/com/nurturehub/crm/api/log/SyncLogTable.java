package com.nurturehub.crm.api.log;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The sync log as people at an agency read a table: one line for each event, in their words and in
/// UK time.
final class SyncLogTable {

  static final ZoneId UK = ZoneId.of("Europe/London");

  static final List<String> HEAD =
      List.of(
          "When (UK time)",
          "When (UTC)",
          "CRM",
          "What",
          "Direction",
          "About",
          "How it went",
          "What happened",
          "Problem",
          "Contact (NurtureHub id)",
          "Contact (CRM id)",
          "Who");

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(UK);

  private SyncLogTable() {}

  static List<String> line(SyncEvent event) {
    var subject = event.subject();
    var result = event.result();
    return List.of(
        TO_THE_SECOND.format(event.at()),
        event.at().toString(),
        subject.provider().map(CrmProvider::title).orElse(""),
        event.kind().title(),
        direction(event),
        about(event),
        outcome(event),
        result.said(),
        result.error().map(cause -> cause.remedy().todo()).orElse(""),
        subject.contact().map(ContactId::toString).orElse(""),
        subject.externalId().map(ExternalId::value).orElse(""),
        event.actor().orElse("NurtureHub"));
  }

  /// Says that there is more than a table holds.
  static List<String> cutOff(Instant at, int rows) {
    var said = "There is more than %d lines hold; choose a shorter time.".formatted(rows);
    return List.of(
        TO_THE_SECOND.format(at), at.toString(), "", "", "", "", "", said, "", "", "", "");
  }

  private static String direction(SyncEvent event) {
    return switch (event.kind().direction()) {
      case FROM_CRM -> "From the CRM";
      case TO_CRM -> "To the CRM";
      case NONE -> "";
    };
  }

  private static String about(SyncEvent event) {
    return switch (event.kind().entity()) {
      case CONNECTION -> "Connection";
      case SYNC -> "Sync";
      case CONTACT -> "Contact";
    };
  }

  private static String outcome(SyncEvent event) {
    return switch (event.result().outcome()) {
      case DONE -> "Done";
      case TRIED_AGAIN -> "Tried again by itself";
      case FAILED -> "Did not work";
    };
  }
}
