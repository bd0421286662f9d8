-- The service role may use what the owner makes from here on; a table that needs less revokes it.
grant usage on schema public to crm_service;
alter default privileges in schema public grant select, insert, update, delete on tables to crm_service;
alter default privileges in schema public grant usage, select on sequences to crm_service;

-- Whose data a transaction may see and touch is its setting app.agency; the service sets it first
-- thing. Without one there is no row to see and none can be written. Every table with an agency's
-- data is put under this rule; agency_id comes first in its primary key and in every index, and is
-- filled from the same setting.
--
-- The setting is asked for in a select of its own, so that the planner does not look its value up in
-- its statistics: they know nothing of an agency that is just being loaded, and it would take its
-- tables for empty.
--
-- No table refers to another by a foreign key: what belongs together is written in one transaction,
-- and a check per row would cost a lock and a log record for each contact of a page.
create procedure keep_within_agency(target regclass)
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy within_agency on %s using (agency_id = (select nullif(current_setting(''app.agency'', true), '''')))',
    target);
end
$$;
revoke execute on procedure keep_within_agency from public;

create table agency (
  agency_id text primary key default current_setting('app.agency'),
  name text not null,
  created_at timestamptz not null default now()
);
call keep_within_agency('agency');
