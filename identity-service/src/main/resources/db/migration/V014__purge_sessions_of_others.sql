-- As V011, but an organization whose rows cannot be removed is answered with -1, so that the next one is not kept waiting.
-- What concerns the database itself (a lost connection, no resources, a cancelled statement, a server that stops) fails.
CREATE OR REPLACE FUNCTION purge_sessions(after uuid, at_most integer) RETURNS TABLE (organization uuid, purged bigint)
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
    BEGIN
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
    EXCEPTION WHEN OTHERS THEN
        IF left(SQLSTATE, 2) IN ('08', '53', '57', '58') THEN
            RAISE;
        END IF;
        RAISE WARNING 'sessions of organization % stay: %', organization, SQLERRM;
        purged := -1;
    END;
    RETURN NEXT;
END
$$;
