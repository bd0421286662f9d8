-- Whether a CRM tells us of its changes, and since when it should have.
create table subscription (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  feed text check (feed in ('WEBHOOKS', 'BY_HAND', 'POLLING_ONLY')),
  registration text,
  instructions text,
  secret_holder text,
  sweep_seconds bigint,
  told_since timestamptz not null,
  check_at timestamptz not null,
  failures integer not null,
  misses integer not null,
  told_at timestamptz,
  agreed_at timestamptz,
  primary key (agency_id, connection_id),
  check ((feed is not null and feed = 'WEBHOOKS') = (registration is not null)),
  check ((feed is not null and feed = 'WEBHOOKS') = (sweep_seconds is not null)),
  check ((feed is not null and feed = 'BY_HAND') = (instructions is not null)),
  check ((feed is not null and feed = 'BY_HAND') = (secret_holder is not null))
);
call keep_within_agency('subscription');
