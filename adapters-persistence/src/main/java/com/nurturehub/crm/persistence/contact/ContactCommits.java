package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Duration;
import java.util.UUID;

/// Gives what a transaction did to contacts its place among the commits, and forgets what is too
/// old, a little with each commit.
final class ContactCommits {

  /// Every commit adds one batch and may forget more than one, so that forgetting keeps up.
  private static final int FORGOTTEN_PER_COMMIT = 4;

  // The agency's row is locked from here to the commit, and nobody gets the next place before.
  private static final String TAKE_PLACE =
      """
      with feed as (
        insert into contact_feed as feed (place) values (1)
        on conflict (agency_id) do update set place = feed.place + 1
        returning feed.place, feed.forgotten_place),
      placed as (insert into contact_commit (place, batch) select place, ? from feed)
      select
        (select oldest.committed_at from contact_commit as oldest
         where oldest.place = feed.forgotten_place + 1)
        < clock_timestamp() - ? * interval '1 second' as is_outdated
      from feed
      """;

  private static final String FORGET =
      """
      with outdated as (
        select oldest.place, oldest.batch from contact_commit as oldest
        cross join contact_feed as feed
        where feed.agency_id = current_setting('app.agency')
          and oldest.place > feed.forgotten_place and oldest.place < feed.place
          and oldest.committed_at < clock_timestamp() - ? * interval '1 second'
        order by oldest.place limit ?),
      gone as (
        delete from contact_commit using outdated where contact_commit.place = outdated.place),
      forgotten as (
        delete from contact_change using outdated where contact_change.batch = outdated.batch
        returning outdated.place, contact_change.number)
      update contact_feed
      set (forgotten_place, forgotten_number) = (
        select max(outdated.place),
          coalesce(
            (select max(number) from forgotten
             where forgotten.place = (select max(place) from outdated)), 0)
        from outdated)
      where exists (select from outdated)
      """;

  private static final String ERASE =
      """
      with gone as materialized (
        select ?::uuid as contact_id
        union select contact_id from merged_contact where survivor_id = ?),
      earlier as (
        delete from contact_change using gone where contact_change.contact_id = gone.contact_id)
      insert into contact_change (batch, contact_id) select ?::uuid, contact_id from gone
      """;

  private final JooqTransactions transactions;
  private final Duration kept;
  private final Runnable commit = this::commit;

  ContactCommits(JooqTransactions transactions, Duration kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  /// Under which the open transaction notes what it does to contacts.
  UUID batch() {
    transactions.lastly(commit);
    return transactions.name();
  }

  /// Nothing is told of an erased person any more but that, and so of whoever was merged into them.
  void erased(UUID person) {
    transactions.here().execute(ERASE, person, person, batch());
  }

  private void commit() {
    var seconds = kept.toSeconds();
    var placed = transactions.here().fetchSingle(TAKE_PLACE, transactions.name(), seconds);
    if (Boolean.TRUE.equals(placed.get("is_outdated", Boolean.class))) {
      transactions.here().execute(FORGET, seconds, FORGOTTEN_PER_COMMIT);
    }
  }
}
