create table alert (
  agency_id text not null default current_setting('app.agency'),
  alert_id uuid not null,
  connection_id uuid not null,
  cause text not null,
  detail text not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  note text,
  primary key (agency_id, alert_id),
  check ((resolved_at is null) = (note is null))
);
create unique index alert_one_open on alert (agency_id, connection_id, cause) where resolved_at is null;
call keep_within_agency('alert');
