-- What was committed about contacts, for a while. A change names the version it made and keeps the
-- one it replaced; the version it made is what the next change of that contact replaced, or the
-- contact itself. So nothing is stored twice, and a new contact costs a few bytes. version is null
-- where the person was erased.
create table contact_change (
  agency_id text not null default current_setting('app.agency'),
  batch uuid not null,
  number bigint generated always as identity,
  contact_id uuid not null,
  version bigint,
  replaced contact,
  primary key (agency_id, batch, number)
);
create unique index contact_change_version on contact_change (agency_id, contact_id, version);
call keep_within_agency('contact_change');

-- In which order the batches of changes were committed. A transaction writes here last of all, while
-- it holds the agency's row in contact_feed, which it lets go of with its commit: whoever gets the
-- next place comes after it.
create table contact_commit (
  agency_id text not null default current_setting('app.agency'),
  place bigint not null,
  batch uuid not null,
  committed_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, place)
);
call keep_within_agency('contact_commit');

-- Where each agency's feed ends, and what of it is forgotten. Every agency may look, because a node
-- asks for all that somebody watches at once; it holds nothing personal.
create table contact_feed (
  agency_id text primary key default current_setting('app.agency'),
  place bigint not null,
  forgotten_place bigint not null default 0,
  forgotten_number bigint not null default 0
)
with (fillfactor = 50);
alter table contact_feed enable row level security;
alter table contact_feed force row level security;
create policy everybody_looks on contact_feed for select using (true);
create policy own_agency_begins on contact_feed for insert
  with check (agency_id = (select nullif(current_setting('app.agency', true), '')));
create policy own_agency_goes_on on contact_feed for update
  using (agency_id = (select nullif(current_setting('app.agency', true), '')));
revoke delete on contact_feed from crm_service;
