-- Empty text is an absent value. Consent is null where nobody was ever asked, a signal's time where it
-- was never measured.
create table contact (
  agency_id text not null default current_setting('app.agency'),
  contact_id uuid not null,
  version bigint not null,
  edition bigint not null,
  edited_at timestamptz not null,
  archived_at timestamptz,
  email_consent_at timestamptz,
  phone_consent_at timestamptz,
  sms_consent_at timestamptz,
  post_consent_at timestamptz,
  scored_at timestamptz,
  status_at timestamptz,
  engaged_at timestamptz,
  opened integer not null,
  clicked integer not null,
  replied integer not null,
  booked integer not null,
  score smallint not null check (score between 0 and 100),
  hot boolean not null,
  status text not null,
  source text not null,
  title text not null,
  forename text not null,
  surname text not null,
  -- The words of the name in lower case, each after a space: what searching looks at.
  name_words text not null,
  emails text[] not null,
  phones text[] not null,
  categories text[] not null,
  building_name text not null,
  building_number text not null,
  line1 text not null,
  line2 text not null,
  line3 text not null,
  line4 text not null,
  postcode text not null,
  country text not null,
  email_consent text,
  phone_consent text,
  sms_consent text,
  post_consent text,
  primary key (agency_id, contact_id)
)
-- Scores change every night; a changed row shall find room beside its old version.
with (fillfactor = 90);
call keep_within_agency('contact');

-- What a contact can be recognised by: each e-mail address and each phone number that can be dialled.
-- A table and not an index over the arrays, because row-level security keeps PostgreSQL from using
-- such an index: the operator && might leak what it sees, plain equality does not.
create table contact_handle (
  agency_id text not null default current_setting('app.agency'),
  handle text not null,
  contact_id uuid not null,
  primary key (agency_id, handle, contact_id)
);
call keep_within_agency('contact_handle');

-- base_crm is null where the CRM showed the hub's value word for word. link_number stands for the
-- link in sync_seen; numbers given out together lie together.
create table contact_link (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  external_id text not null,
  contact_id uuid not null,
  link_number bigint generated always as identity,
  seen_edition bigint not null,
  modified_at timestamptz not null,
  consent_read_at timestamptz not null,
  consent_wrote_at timestamptz not null,
  told_at timestamptz,
  told_hot boolean not null,
  presence text not null check (presence in ('LIVE', 'ARCHIVED', 'GONE')),
  seen text not null,
  tag text,
  household text,
  told_status text not null,
  base_hub json not null,
  base_crm json,
  consent_base json,
  primary key (agency_id, connection_id, external_id),
  unique (agency_id, contact_id, connection_id)
)
with (fillfactor = 90);
call keep_within_agency('contact_link');

-- How many links a connection has, because that is asked after each page and counting takes longer the
-- more there are.
create table link_count (
  agency_id text not null default current_setting('app.agency'),
  connection_id uuid not null,
  links bigint not null,
  primary key (agency_id, connection_id)
);
call keep_within_agency('link_count');

-- contacts is sorted, so that the same people are the same row.
create table duplicate (
  agency_id text not null default current_setting('app.agency'),
  duplicate_id uuid not null,
  contacts uuid[] not null check (cardinality(contacts) > 1),
  reason text not null,
  proposed_at timestamptz not null,
  kept_apart_at timestamptz,
  primary key (agency_id, duplicate_id),
  unique (agency_id, contacts)
);
call keep_within_agency('duplicate');

create table request (
  agency_id text not null default current_setting('app.agency'),
  request_id text not null,
  contact_id uuid not null,
  digest text not null,
  done_at timestamptz not null,
  primary key (agency_id, request_id)
);
call keep_within_agency('request');

-- Who was erased: keyed digests, from which nobody can be recognised without the key.
create table tombstone (
  agency_id text not null default current_setting('app.agency'),
  digest bytea not null,
  primary key (agency_id, digest)
);
call keep_within_agency('tombstone');
revoke update, delete on tombstone from crm_service;
