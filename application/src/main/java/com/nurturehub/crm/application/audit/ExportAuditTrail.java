package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.function.Consumer;

/// Hands out the trail for somebody to keep, and to check without us and our database.
@DrivingPort
@FunctionalInterface
public interface ExportAuditTrail {

  /// Gives the lines one after the other; they end where the trail did when the export began.
  void export(AgencyId agency, Consumer<String> lines);

  static ExportAuditTrail using(TrailExport trail) {
    return trail::write;
  }
}
