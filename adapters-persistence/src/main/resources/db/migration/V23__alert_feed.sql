-- Of what people were reminded, and in which transaction an alert became what it is: who follows the
-- alerts reads on from there. A transaction's number is given when it begins to write, so that readers
-- stop before the first one that is still under way.
alter table alert
  add column reminded_at timestamptz,
  add column changed_in bigint not null default (pg_current_xact_id()::text::bigint),
  add column number bigint generated always as identity;
create index alert_changed on alert (agency_id, changed_in, number);
