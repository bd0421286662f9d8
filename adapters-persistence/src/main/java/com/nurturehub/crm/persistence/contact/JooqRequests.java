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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Requests in PostgreSQL. Of the same request made twice at once, the later transaction waits for
/// the end of the earlier.
public final class JooqRequests implements Requests {

  private static final PageColumns<Map.Entry<String, Done>> COLUMNS =
      PageColumns.of(
          text("request_id", Map.Entry::getKey),
          uuid("contact_id", request -> request.getValue().contact().value()),
          text("digest", request -> request.getValue().digest()));

  /// Each request may forget more than one, so that forgetting keeps up.
  private static final int FORGOTTEN_PER_REQUEST = 2;

  private static final String REMEMBER =
      """
      with outdated as materialized (
        select request_id from request where done_at < ?::timestamptz
        order by done_at limit ? for update skip locked),
      gone as (
        delete from request using outdated where request.request_id = outdated.request_id)
      insert into request (%s, done_at) select %s, ?::timestamptz from %s as page
      on conflict do nothing returning request_id
      """
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
  public Set<String> remember(Map<String, Done> requests, Instant at) {
    if (requests.isEmpty()) {
      return Set.of();
    }
    // In one order everywhere, so that two who remember the same requests wait and do not deadlock.
    var rows = COLUMNS.binds(new TreeMap<>(requests).entrySet());
    var terms =
        Stream.<Object>of(
            at.minus(KEPT).toString(), FORGOTTEN_PER_REQUEST * requests.size(), at.toString());
    var binds = Stream.concat(terms, Arrays.stream(rows)).toArray();
    var meanwhile = new HashSet<>(requests.keySet());
    transactions
        .here()
        .fetch(REMEMBER, binds)
        .forEach(row -> meanwhile.remove(row.get("request_id", String.class)));
    return meanwhile;
  }
}
