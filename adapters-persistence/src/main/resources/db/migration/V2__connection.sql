create table connection (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  provider text not null,
  account text not null,
  state text not null check (state in ('ACTIVE', 'SUSPENDED', 'DISCONNECTED')),
  settings jsonb not null,
  clock_offset_micros bigint not null,
  connected_at timestamptz not null,
  synced_at timestamptz,
  primary key (agency_id, connection_id),
  unique (agency_id, provider, account)
);
create unique index connection_one_at_a_time on connection (agency_id, provider)
  where state <> 'DISCONNECTED';
call keep_within_agency('connection');

-- Which agency a CRM account belongs to. Every agency may look, because a delivery from a CRM names
-- its account before we know the agency, and because an account belongs to one agency only; it holds
-- nothing personal. Only its own agency may book or release an account.
create table account_directory (
  provider text not null,
  account text not null,
  agency_id text not null default current_setting('app.agency'),
  primary key (provider, account)
);
alter table account_directory enable row level security;
alter table account_directory force row level security;
create policy everybody_looks on account_directory for select using (true);
create policy own_agency_books on account_directory for insert
  with check (agency_id = (select nullif(current_setting('app.agency', true), '')));
create policy own_agency_releases on account_directory for delete
  using (agency_id = (select nullif(current_setting('app.agency', true), '')));
revoke update on account_directory from crm_service;

-- An agency's credentials, each encrypted with agency, provider and field as associated data.
create table credential (
  agency_id text not null default current_setting('app.agency'),
  provider text not null,
  field text not null,
  ciphertext bytea not null,
  primary key (agency_id, provider, field)
);
call keep_within_agency('credential');

-- NurtureHub's own token at each CRM, encrypted. It belongs to no agency and serves them all; the row
-- is also what the nodes lock while one of them fetches a new token.
create table application_token (
  provider text primary key,
  ciphertext bytea,
  expires_at timestamptz
);

-- The keys everything else is encrypted with, themselves encrypted under a key that is not in this
-- database. One row, so that all nodes work with the same keys.
create table keyset (
  name text primary key,
  ciphertext bytea not null
);
revoke update, delete on keyset from crm_service;

-- The truth about lanes, a row per connection. It crosses agencies, because which lane is due, and
-- whose it is, is asked before any agency is known; it holds nothing personal. Who works a lane may
-- change no more than its times and counters.
--
-- wakes counts how often the lane was woken, wakes_taken what the count was when the lane was taken:
-- if it has grown, a wake came in meanwhile, whatever the clocks say.
create table lane (
  connection_id uuid primary key,
  agency_id text not null default current_setting('app.agency'),
  is_open boolean not null,
  epoch bigint not null,
  lease_until timestamptz,
  due_at timestamptz,
  woken_at timestamptz,
  wakes bigint not null,
  wakes_taken bigint not null,
  attempt integer not null,
  backs_off_until timestamptz,
  -- A fenced transaction holds this row FOR KEY SHARE. Because the epoch is in a unique key, taking
  -- the lane over waits for that transaction, while waking the lane, which changes no key, does not.
  unique (connection_id, epoch)
);
create index lane_due on lane (due_at) where is_open;
alter table lane enable row level security;
alter table lane force row level security;
create policy everybody_looks on lane for select using (true);
create policy everybody_works on lane for update using (true);
create policy own_agency_opens on lane for insert
  with check (agency_id = (select nullif(current_setting('app.agency', true), '')));
revoke update, delete on lane from crm_service;
grant update (is_open, epoch, lease_until, due_at, woken_at, wakes, wakes_taken, attempt,
  backs_off_until)
  on lane to crm_service;
