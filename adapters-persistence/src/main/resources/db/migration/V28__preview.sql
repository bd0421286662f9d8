-- Who connects by the CRM's own sign-in may want to see first what would be written there.
alter table sign_in add column preview_first boolean not null default false;
alter table sign_in alter column preview_first drop default;

-- Why a record of the CRM's was taken for somebody NurtureHub knew, and which fields NurtureHub took
-- over from it then; null where the person was new to one side. Few among many, and listed.
alter table contact_link add column matched_by text;
alter table contact_link add column taken text[];
create index contact_link_matched on contact_link (agency_id, connection_id, contact_id)
  where matched_by is not null;
