package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.application.audit.TrailExport;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.util.function.Consumer;

/// Writes an agency's trail for somebody to keep and to check without us. What is kept elsewhere
/// also shows a trail that was rewritten as a whole, which its own database cannot.
public final class AuditExport implements TrailExport {

  private final JooqTransactions transactions;
  private final StoredTrail trail;

  public AuditExport(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.trail = new StoredTrail(transactions, keysets);
  }

  @Override
  public void write(AgencyId agency, Consumer<String> lines) {
    var head = transactions.in(agency, () -> trail.head().chain());
    lines.accept(TrailJson.head(head));
    var last = 0L;
    while (last < head.number()) {
      var from = last;
      var links = transactions.in(agency, () -> trail.after(from, head));
      if (links.isEmpty()) {
        // The trail ends before its head; whoever checks the export will see it.
        return;
      }
      links.stream().map(TrailJson::link).forEach(lines);
      last = links.getLast().number();
    }
  }
}
