-- A lane backs off of its own accord, or because its CRM asked for a pause (asked_until). An opt-out
-- does not wait longer than until hurried_until for the former, and always for the latter.
alter table lane add column asked_until timestamptz;
alter table lane add column hurried_until timestamptz;
grant update (asked_until, hurried_until) on lane to crm_service;

-- How many contacts were changed in a CRM of late is counted before each delivery.
create index push_delivered_writes on push (agency_id, connection_id, ended_at, contact_id)
  where state = 'DELIVERED' and writes;
