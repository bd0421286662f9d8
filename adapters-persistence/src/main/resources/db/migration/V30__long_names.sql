-- An identity provider's name for a person may be longer than Spring Session's own table allows,
-- and whoever has such a name could not sign in.
alter table spring_session alter column principal_name type text;
