-- When the newest key was made. Nodes look for new keys every minute, so that an earlier one may go a
-- while later, once nothing is encrypted with it.
alter table keyset add column rotated_at timestamptz;

-- A contact's key may be encrypted anew, under another key of the keyset, and otherwise stays what it
-- is: the first five bytes say which key it was. Nothing of this helps somebody who would make a
-- person's values unreadable more than deleting the row does.
drop trigger never_changed on contact_audit_key;
create trigger never_emptied before truncate on contact_audit_key
  for each statement execute function refuse_change();
create function refuse_other_content() returns trigger
language plpgsql
as $$
begin
  if (new.agency_id, new.contact_id) is distinct from (old.agency_id, old.contact_id)
    or octet_length(new.ciphertext) <> octet_length(old.ciphertext)
    or substring(new.ciphertext from 1 for 5) = substring(old.ciphertext from 1 for 5)
  then
    raise exception 'UPDATE refused: % is part of the audit trail, and may only be encrypted anew', tg_table_name
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger only_encrypted_anew before update on contact_audit_key
  for each row execute function refuse_other_content();
alter table contact_audit_key enable always trigger never_emptied;
alter table contact_audit_key enable always trigger only_encrypted_anew;
grant update (ciphertext) on contact_audit_key to crm_service;
