-- What we set out to tell a CRM, until we know whether it landed.
alter table contact_link add column attempt json;
