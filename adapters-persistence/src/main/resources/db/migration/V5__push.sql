-- What we owe the CRMs, and what became of it.
create table push (
  agency_id text not null default current_setting('app.agency'),
  push_id uuid not null,
  connection_id uuid not null,
  contact_id uuid not null,
  state text not null check (state in ('DUE', 'DELIVERED', 'SET_ASIDE', 'SUPERSEDED')),
  fields text[] not null,
  contested text[] not null,
  consents text[] not null,
  signals text[] not null,
  -- Whether it would change shared fields in the CRM.
  writes boolean not null,
  urgent boolean not null,
  uncertain boolean not null,
  attempts integer not null,
  revision integer not null,
  queued_at timestamptz not null,
  not_before timestamptz not null,
  ended_at timestamptz,
  cause text,
  -- The note of a delivery, the reason of a refusal, or what superseded it.
  remark text,
  primary key (agency_id, push_id),
  check ((state = 'DUE') = (ended_at is null)),
  check ((state = 'SET_ASIDE') = (cause is not null))
);
create unique index push_one_open on push (agency_id, connection_id, contact_id) where state = 'DUE';
create index push_due on push (agency_id, connection_id, urgent desc, queued_at) where state = 'DUE';
create index push_open_writes on push (agency_id, connection_id) where state = 'DUE' and writes;
create index push_set_aside on push (agency_id, connection_id, contact_id) where state = 'SET_ASIDE';
create index push_in_state on push (agency_id, state, push_id);
create index push_of_contact on push (agency_id, contact_id);
call keep_within_agency('push');

create table change_by_hand (
  agency_id text not null default current_setting('app.agency'),
  change_id uuid not null,
  connection_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  what text not null,
  value text not null,
  since timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  primary key (agency_id, change_id)
);
create unique index change_by_hand_one_open on change_by_hand (agency_id, connection_id, contact_id, what)
  where closed_at is null;
create index change_by_hand_of_contact on change_by_hand (agency_id, contact_id);
call keep_within_agency('change_by_hand');
