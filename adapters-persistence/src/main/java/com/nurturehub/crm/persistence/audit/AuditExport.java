package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.io.IOException;
import java.io.Writer;

/// Writes an agency's trail for somebody to keep and to check without us. What is kept elsewhere
/// also shows a trail that was rewritten as a whole, which its own database cannot.
public final class AuditExport {

  private final JooqTransactions transactions;
  private final StoredTrail trail;

  public AuditExport(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.trail = new StoredTrail(transactions, keysets);
  }

  /// The trail as it stands now, a bounded piece at a time.
  public void write(AgencyId agency, Writer out) throws IOException {
    var head = transactions.in(agency, () -> trail.head().chain());
    out.append(TrailJson.head(head)).append('\n');
    var last = 0L;
    while (last < head.number()) {
      var from = last;
      var links = transactions.in(agency, () -> trail.after(from, head));
      if (links.isEmpty()) {
        // The trail ends before its head; whoever checks the export will see it.
        return;
      }
      for (var link : links) {
        out.append(TrailJson.link(link)).append('\n');
      }
      last = links.getLast().number();
    }
  }
}
