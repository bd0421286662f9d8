-- The trail outlives what it speaks of, so nothing refers to it and it refers to nothing. Personal
-- values are in versions alone, encrypted under the key of the contact the entry is about.
create table audit_entry (
  agency_id text not null default current_setting('app.agency'),
  number bigint not null,
  entry_id uuid not null,
  at timestamptz not null,
  kind text not null,
  contact_id uuid,
  connection_id uuid,
  provider text,
  winner text,
  hub_at timestamptz,
  crm_at timestamptz,
  clock_offset_nanos bigint,
  differing text[],
  to_hub text[],
  policy text,
  reason text not null,
  actor text not null,
  versions bytea,
  previous_hash text not null,
  hash text not null,
  primary key (agency_id, number),
  unique (agency_id, entry_id),
  check (versions is null or contact_id is not null)
);
create index audit_entry_about on audit_entry (agency_id, contact_id, number);
call keep_within_agency('audit_entry');

-- Where each agency's chain ends. seal is a keyed digest, so that nobody who only has the database
-- can make the head of a trail they rewrote.
create table audit_head (
  agency_id text primary key default current_setting('app.agency'),
  number bigint not null,
  hash text not null,
  seal bytea not null
);
call keep_within_agency('audit_head');

-- The key of each contact's audit values, itself encrypted. Deleting it forgets the person.
create table contact_audit_key (
  agency_id text not null default current_setting('app.agency'),
  contact_id uuid not null,
  ciphertext bytea not null,
  primary key (agency_id, contact_id)
);
call keep_within_agency('contact_audit_key');

revoke update, delete on audit_entry from crm_service;
revoke delete on audit_head from crm_service;
revoke update on contact_audit_key from crm_service;

-- Grants do not bind the owner or a superuser; these triggers do, also where triggers are switched
-- off for replication. Only who may alter the table can get round them, and the chain tells.
create function refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception '% refused: % is part of the audit trail, which is written once', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger written_once before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
create trigger never_removed before delete or truncate on audit_head
  for each statement execute function refuse_change();
create trigger never_changed before update or truncate on contact_audit_key
  for each statement execute function refuse_change();

create function refuse_step_back() returns trigger
language plpgsql
as $$
begin
  if new.number <= old.number or new.agency_id <> old.agency_id then
    raise exception 'UPDATE refused: the audit trail of % only grows', old.agency_id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create trigger only_grows before update on audit_head
  for each row execute function refuse_step_back();

alter table audit_entry enable always trigger written_once;
alter table audit_head enable always trigger never_removed;
alter table audit_head enable always trigger only_grows;
alter table contact_audit_key enable always trigger never_changed;
