-- Deleting a user is soft, then the row is removed. A user who is deleted has no password any more. The hash of one who was
-- deleted before is removed here, as a change of the platform's own that the audit trail shows.
ALTER TABLE users ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE users ADD CONSTRAINT users_password CHECK (password_hash IS NOT NULL OR deleted_at IS NOT NULL);

COMMENT ON COLUMN users.password_hash IS 'NULL for a deleted user';

UPDATE users SET password_hash = NULL, version = version + 1 WHERE deleted_at IS NOT NULL;

CREATE INDEX users_deletion ON users (organization_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- The first organization after the given one that has users to remove, or NULL.
CREATE FUNCTION users_to_purge(after uuid, kept_seconds double precision) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT u.organization_id FROM users u
     WHERE u.organization_id > after AND u.deleted_at < now() - make_interval(secs => kept_seconds)
     ORDER BY u.organization_id LIMIT 1
$$;

-- Removes users of an organization who were deleted so long ago, with their sessions, and answers how many. The trigger of
-- the table records each in the audit trail. A row that somebody else has locked is left for the next time.
CREATE FUNCTION purge_users(organization uuid, at_most integer, kept_seconds double precision) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM users
     WHERE ctid = ANY (ARRAY(
           SELECT u.ctid FROM users u
            WHERE u.organization_id = organization AND u.deleted_at < now() - make_interval(secs => kept_seconds)
            ORDER BY u.deleted_at
            LIMIT at_most
              FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

REVOKE ALL ON FUNCTION users_to_purge(uuid, double precision), purge_users(uuid, integer, double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION users_to_purge(uuid, double precision), purge_users(uuid, integer, double precision) TO ${worker};
