-- Sessions and refresh tokens that are over are removed, organization by organization, a bounded number at a time. A day
-- is kept, so that what was used twice is still told from what never was.
CREATE INDEX sessions_expiry ON sessions (organization_id, expires_at);
CREATE INDEX sessions_end ON sessions (organization_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (organization_id, expires_at);

-- Works on the first organization after the given one that has sessions, and answers which that is and how many rows
-- went; nothing when there is none. Tokens go before their sessions, so that no removal cascades over many rows.
CREATE FUNCTION purge_sessions(after uuid, at_most integer) RETURNS TABLE (organization uuid, purged bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    kept CONSTANT timestamptz := now() - interval '1 day';
    tokens bigint;
    logins bigint;
BEGIN
    SELECT s.organization_id INTO organization
      FROM sessions s WHERE s.organization_id > after ORDER BY s.organization_id LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    DELETE FROM refresh_tokens
     WHERE ctid = ANY (ARRAY(
           SELECT t.ctid FROM refresh_tokens t
            WHERE t.organization_id = organization
              AND (t.expires_at < kept
                   OR t.session_id IN (SELECT s.id FROM sessions s
                                        WHERE s.organization_id = organization
                                          AND (s.expires_at < kept OR s.ended_at < kept)))
            LIMIT at_most
              FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS tokens = ROW_COUNT;
    DELETE FROM sessions
     WHERE ctid = ANY (ARRAY(
           SELECT s.ctid FROM sessions s
            WHERE s.organization_id = organization
              AND (s.expires_at < kept OR s.ended_at < kept)
              AND NOT EXISTS (SELECT FROM refresh_tokens t
                               WHERE t.organization_id = s.organization_id AND t.session_id = s.id)
            LIMIT at_most
              FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS logins = ROW_COUNT;
    purged := tokens + logins;
    RETURN NEXT;
END
$$;

REVOKE ALL ON FUNCTION purge_sessions(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_sessions(uuid, integer) TO ${worker};
