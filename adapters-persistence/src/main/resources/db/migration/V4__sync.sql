create table sync_run (
  agency_id text not null default current_setting('app.agency'),
  run_id uuid not null,
  connection_id uuid not null,
  pass text not null,
  state text not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED')),
  started_at timestamptz not null,
  ended_at timestamptz,
  position text not null,
  total bigint,
  served_from timestamptz,
  read bigint not null,
  created bigint not null,
  updated bigint not null,
  unchanged bigint not null,
  conflicted bigint not null,
  quarantined bigint not null,
  cause text,
  reason text,
  primary key (agency_id, run_id),
  check ((state = 'RUNNING') = (ended_at is null)),
  check ((state = 'FAILED') = (cause is not null))
);
create unique index sync_run_one_at_a_time on sync_run (agency_id, connection_id) where state = 'RUNNING';
create index sync_run_latest on sync_run (agency_id, connection_id, started_at desc, run_id desc);
call keep_within_agency('sync_run');

create table watermark (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  changes_since timestamptz,
  full_pass_at timestamptz,
  requested_at timestamptz,
  requested_pass text not null,
  primary key (agency_id, connection_id)
);
call keep_within_agency('watermark');

-- What a full pass has come across: a few ranges of link numbers per page.
create table sync_seen (
  agency_id text not null default current_setting('app.agency'),
  run_id uuid not null,
  page bigint generated always as identity,
  links int8multirange not null,
  primary key (agency_id, run_id, page)
);
call keep_within_agency('sync_seen');

-- subject is the external id or, where not even that could be read, a digest of what was sent.
create table quarantine (
  agency_id text not null default current_setting('app.agency'),
  quarantine_id uuid not null,
  connection_id uuid not null,
  subject text not null,
  external_id text,
  run_id uuid not null,
  reason text not null,
  raw text not null,
  quarantined_at timestamptz not null,
  primary key (agency_id, quarantine_id),
  unique (agency_id, connection_id, subject)
);
call keep_within_agency('quarantine');

create table approval (
  agency_id text not null default current_setting('app.agency'),
  approval_id uuid not null,
  connection_id uuid not null,
  kind text not null,
  affected bigint not null,
  out_of bigint not null,
  asked_at timestamptz not null,
  answer text not null check (answer in ('NONE', 'APPROVED', 'REJECTED')),
  used_up boolean not null,
  primary key (agency_id, approval_id)
);
create unique index approval_one_open on approval (agency_id, connection_id, kind) where answer = 'NONE';
create index approval_latest on approval (agency_id, connection_id, kind, asked_at desc);
call keep_within_agency('approval');
