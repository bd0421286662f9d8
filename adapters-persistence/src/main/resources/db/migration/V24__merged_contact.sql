-- Who was merged into whom. survivor_id is always a contact that is still there, however often
-- somebody was merged.
create table merged_contact (
  agency_id text not null default current_setting('app.agency'),
  contact_id uuid not null,
  survivor_id uuid not null,
  merged_at timestamptz not null,
  primary key (agency_id, contact_id)
);
create index merged_contact_into on merged_contact (agency_id, survivor_id);
call keep_within_agency('merged_contact');

-- Into whom a contact was merged by a change; version is the one it would have had.
alter table contact_change add column merged_into uuid;
