-- Who is gone from a CRM, counted whenever an agency looks at its page, and few among many.
create index contact_link_gone on contact_link (agency_id, connection_id) where presence = 'GONE';
