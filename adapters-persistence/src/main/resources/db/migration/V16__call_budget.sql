-- What the CRMs let us ask of them, and what was asked; it belongs to no agency. next_at is the time
-- of the next call that is not yet given away.
create table call_budget (
  scope text primary key,
  next_at timestamptz not null,
  day date not null,
  used bigint not null
)
with (fillfactor = 50);

-- Places among the calls made at once. One whose time is over is free, whoever had it.
create table call_seat (
  scope text not null,
  seat integer not null,
  holder uuid not null,
  until timestamptz not null,
  primary key (scope, seat)
)
with (fillfactor = 50);

-- Who made how many calls on a day. It crosses agencies, because a node asks for the calls of all it
-- works for at once; it holds nothing personal.
create table call_use (
  agency_id text not null,
  scope text not null,
  day date not null,
  calls bigint not null,
  primary key (agency_id, scope, day)
)
with (fillfactor = 50);
alter table call_use enable row level security;
alter table call_use force row level security;
create policy everybody_looks on call_use for select using (true);
create policy everybody_counts on call_use for insert with check (true);
create policy everybody_counts_on on call_use for update using (true);
create policy everybody_forgets on call_use for delete using (true);
revoke update on call_use from crm_service;
grant update (calls) on call_use to crm_service;
