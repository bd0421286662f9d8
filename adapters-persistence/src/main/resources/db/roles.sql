-- Run once per PostgreSQL server, by a superuser, before the first migration; may be run again.
-- The embedded server and the tests run this very file. In production, give both roles a password
-- afterwards (alter role ... password '...') and create the database with `owner crm_owner`.
--
-- crm_owner   owns the tables and runs the migrations.
-- crm_service is who the application is: it reads and writes rows, and nothing else. It owns nothing
--             and is no superuser, so grants and row-level security bind it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'crm_owner') then
    create role crm_owner login nosuperuser nocreatedb nocreaterole noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'crm_service') then
    create role crm_service login nosuperuser nocreatedb nocreaterole noinherit nobypassrls;
  end if;
end
$$;
