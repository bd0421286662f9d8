package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.sync.Previews.Counts;
import com.nurturehub.crm.application.sync.Previews.Item;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Optional;

/// What a connection did here and would do in the CRM, while nothing is written there yet.
@DrivingPort
public interface ReviewPreview {

  /// Empty unless everything is held until a preview is accepted.
  Optional<Preview> of(AgencyId agency, CrmProvider provider);

  /// Empty where there is no such preview.
  Slice<Item> list(AgencyId agency, CrmProvider provider, Part part, Slice.Request request);

  /// `question` is what is to be answered, once a complete pass has seen everything.
  record Preview(Optional<Approvals.Question> question, Counts counts) {}

  static ReviewPreview using(Transactions transactions, Stores stores) {
    return new ReviewingPreview(
        transactions, stores.connections(), stores.approvals(), stores.previews());
  }
}
