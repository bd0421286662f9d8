package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.REQUEST;
import static org.jooq.impl.DSL.any;

import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/// Requests in PostgreSQL. The same request made twice at once is carried out once: the later
/// transaction fails on the key, and changes nothing.
public final class JooqRequests implements Requests {

  private static final PageColumns<Map.Entry<String, Done>> COLUMNS =
      PageColumns.of(
          text("request_id", Map.Entry::getKey),
          uuid("contact_id", request -> request.getValue().contact().value()),
          text("digest", request -> request.getValue().digest()));

  private static final String REMEMBER =
      "insert into request (%s, done_at) select %s, ?::timestamptz from %s as page"
          .formatted(COLUMNS.names(), COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;

  public JooqRequests(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<String, Done> done(Collection<String> requestIds) {
    return transactions
        .here()
        .select(REQUEST.REQUEST_ID, REQUEST.CONTACT_ID, REQUEST.DIGEST)
        .from(REQUEST)
        .where(REQUEST.REQUEST_ID.eq(any(requestIds.toArray(String[]::new))))
        .fetchMap(
            row -> row.get(REQUEST.REQUEST_ID),
            row -> new Done(new ContactId(row.get(REQUEST.CONTACT_ID)), row.get(REQUEST.DIGEST)));
  }

  @Override
  public void remember(Map<String, Done> requests, Instant at) {
    if (!requests.isEmpty()) {
      var rows = COLUMNS.binds(requests.entrySet());
      var binds = Stream.concat(Stream.of(at.toString()), Arrays.stream(rows)).toArray();
      transactions.here().execute(REMEMBER, binds);
    }
  }
}
