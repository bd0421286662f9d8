package com.nurturehub.crm.api.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.ReadSyncLog;
import com.nurturehub.crm.application.log.SyncLog.Filter;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.log.SyncEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The sync log as a file that a spreadsheet opens. It is read and written a slice at a time, so
/// that no more than a slice is ever held.
@RestController
public final class SyncLogDownload {

  /// A spreadsheet opens no more.
  private static final int ROWS_MAX = 1_000_000;

  private final ReadSyncLog log;
  private final InstantSource clock;

  public SyncLogDownload(ReadSyncLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// The first slice is read before anything is answered, so that a refusal is one.
  @GetMapping("/dashboard/settings/integrations/sync-log.csv")
  void download(
      LogFilter asked, @AuthenticationPrincipal Identity caller, HttpServletResponse response)
      throws IOException {
    var agency = caller.acting(Scope.AUDIT);
    var filter = asked.filter();
    var first = read(agency, filter, Optional.empty());
    response.setContentType("text/csv");
    response.setCharacterEncoding(UTF_8);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment());
    try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8))) {
      out.write(Csv.BEGINNING);
      out.write(Csv.line(SyncLogTable.HEAD));
      write(agency, filter, first, out);
    }
  }

  private void write(AgencyId agency, Filter filter, Slice<SyncEvent> first, Writer out)
      throws IOException {
    var slice = first;
    for (var rows = slice.items().size(); ; rows += slice.items().size()) {
      for (var event : slice.items()) {
        out.write(Csv.line(SyncLogTable.line(event)));
      }
      if (slice.next().isEmpty()) {
        return;
      }
      if (rows >= ROWS_MAX) {
        out.write(Csv.line(SyncLogTable.cutOff(slice.items().getLast().at(), ROWS_MAX)));
        return;
      }
      slice = read(agency, filter, slice.next());
    }
  }

  private Slice<SyncEvent> read(AgencyId agency, Filter filter, Optional<String> after) {
    return log.list(agency, filter, new Slice.Request(Slice.FIRST_MAX, after));
  }

  private String attachment() {
    var today = LocalDate.ofInstant(clock.instant(), SyncLogTable.UK);
    return ContentDisposition.attachment()
        .filename("sync-log-%s.csv".formatted(today))
        .build()
        .toString();
  }

  @ExceptionHandler
  ResponseEntity<String> refuse(InvalidRequest invalid) {
    return ResponseEntity.status(HttpStatus.BAD_REQUEST).body(invalid.getMessage());
  }
}
