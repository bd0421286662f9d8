-- What happened between an agency and its CRMs, for a while. said names nobody; who is meant stands in
-- the ids.
create table sync_event (
  agency_id text not null default current_setting('app.agency'),
  event_id uuid not null,
  at timestamptz not null,
  kind text not null,
  outcome text not null check (outcome in ('DONE', 'TRIED_AGAIN', 'FAILED')),
  connection_id uuid,
  provider text,
  contact_id uuid,
  external_id text,
  said text not null,
  actor text,
  primary key (agency_id, event_id)
);
create index sync_event_newest on sync_event (agency_id, at desc, event_id);
create index sync_event_failed on sync_event (agency_id, at desc, event_id) where outcome <> 'DONE';
create index sync_event_of_contact on sync_event (agency_id, contact_id) where contact_id is not null;
call keep_within_agency('sync_event');
