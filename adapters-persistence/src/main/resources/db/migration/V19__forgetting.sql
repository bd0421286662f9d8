-- What is forgotten after a while is found by its age.
create index push_ended on push (agency_id, ended_at) where state in ('DELIVERED', 'SUPERSEDED');
create index request_done on request (agency_id, done_at);
