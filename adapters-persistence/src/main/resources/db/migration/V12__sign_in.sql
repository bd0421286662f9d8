-- Sign-ins at CRMs that have begun and not ended, so that whichever node the browser comes back to
-- can end one. A person has at most one per CRM. Of what comes back in the address and of what lies
-- in the browser only digests are here; the verifier is encrypted with agency and provider as
-- associated data.
create table sign_in (
  agency_id text not null default current_setting('app.agency'),
  provider text not null,
  actor text not null,
  state_mark text not null,
  browser_mark text not null,
  verifier bytea not null,
  good_until timestamptz not null,
  primary key (agency_id, provider, actor)
);
call keep_within_agency('sign_in');
