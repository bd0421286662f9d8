-- What CRMs have told us. A row is a hint where to look and holds nothing of the record but its id at
-- the CRM. It stays for a while after it was worked off, so that a repetition is known for one.
create table webhook_event (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  event_id text not null,
  topic text not null,
  subject text not null check (subject in ('CONTACT', 'SOME_CONTACT', 'ACCESS')),
  external_id text,
  received_at timestamptz not null,
  place bigint generated always as identity,
  worked_off_at timestamptz,
  primary key (agency_id, connection_id, event_id),
  check ((subject = 'CONTACT') = (external_id is not null))
);
create index webhook_event_waiting on webhook_event (agency_id, connection_id, place)
  where worked_off_at is null;
create index webhook_event_worked_off on webhook_event (agency_id, connection_id, worked_off_at)
  where worked_off_at is not null;
create index webhook_event_last on webhook_event (agency_id, connection_id, received_at);
call keep_within_agency('webhook_event');
