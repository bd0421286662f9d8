-- What happened between an agency and its CRMs, for a while. said names nobody; who is meant stands in
-- the ids. error is the cause of a failure, and actor the person who pressed a button.
create table sync_event (
  agency_id text not null default current_setting('app.agency'),
  at timestamptz not null,
  event_id uuid not null,
  kind text not null,
  outcome text not null check (outcome in ('DONE', 'TRIED_AGAIN', 'FAILED')),
  connection_id uuid,
  provider text,
  contact_id uuid,
  external_id text,
  said text not null,
  error text,
  actor text,
  primary key (agency_id, at, event_id)
);
create index sync_event_kind on sync_event (agency_id, kind, at);
create index sync_event_failed on sync_event (agency_id, at, event_id) where outcome <> 'DONE';
create index sync_event_pressed on sync_event (agency_id, at, event_id) where actor is not null;
create index sync_event_of_contact on sync_event (agency_id, contact_id, at)
  where contact_id is not null;
create index sync_event_of_record on sync_event (agency_id, connection_id, external_id)
  where contact_id is null and external_id is not null;
call keep_within_agency('sync_event');
