package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.function.Consumer;

/// An agency's trail as lines of text, the head first and then the entries in their order. Nothing
/// personal is in them, only the digest of what there is.
@DrivenPort
@FunctionalInterface
public interface TrailExport {

  /// Works in transactions of its own, a bounded piece of the trail at a time.
  void write(AgencyId agency, Consumer<String> lines);
}
