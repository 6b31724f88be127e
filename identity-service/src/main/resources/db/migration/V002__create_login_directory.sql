-- Whose address this is, before any organization is known: the one table that maps an address to its organization.
-- It holds a keyed hash, never the address, and the count of failed logins of that person.
CREATE TABLE login_directory (
    login_key       bytea   PRIMARY KEY,
    organization_id uuid    NOT NULL,
    user_id         uuid    NOT NULL,
    failed_attempts integer NOT NULL DEFAULT 0,
    locked_until    timestamptz
);

CREATE INDEX login_directory_user ON login_directory (organization_id, user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON login_directory TO ${app};

-- A login under an unknown address works on one of these rows, which no user has, so that it does what a login under
-- a known one does: the same statements, the same writes.
INSERT INTO login_directory (login_key, organization_id, user_id)
SELECT sha256(convert_to('nobody-' || n, 'UTF8')), '00000000-0000-7000-8000-000000000001', gen_random_uuid()
  FROM generate_series(0, 255) n;

-- The directory follows the users in their own transaction; an address that another user has is a unique violation.
CREATE FUNCTION follow_users() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
        DELETE FROM login_directory WHERE login_key = OLD.login_key AND user_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
        INSERT INTO login_directory (login_key, organization_id, user_id)
        VALUES (NEW.login_key, NEW.organization_id, NEW.id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER follow_users AFTER INSERT OR DELETE OR UPDATE OF login_key, deleted_at ON users
    FOR EACH ROW EXECUTE FUNCTION follow_users();
