-- The service role may use what the owner makes from here on; a table that needs less revokes it.
grant usage on schema public to crm_service;
alter default privileges in schema public grant select, insert, update, delete on tables to crm_service;
alter default privileges in schema public grant usage, select on sequences to crm_service;

create table agency (
  agency_id text primary key,
  name text not null,
  created_at timestamptz not null default now()
);
