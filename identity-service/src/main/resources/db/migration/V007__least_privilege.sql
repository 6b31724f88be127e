-- What each role may do in this database, down to what it needs.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- Users are deleted softly, refresh tokens with their session.
REVOKE DELETE ON users, refresh_tokens FROM ${app};

-- A signing key can be read in the platform organization's transactions, and changed by the functions below alone: its
-- material never changes, its status only moves forward, and it is removed when what it signed is over.
REVOKE INSERT, UPDATE, DELETE ON signing_keys FROM ${app};
ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON signing_keys FOR SELECT TO ${app} USING (
    (SELECT nullif(current_setting('app.organization_id', true), '')::uuid) = '00000000-0000-7000-8000-000000000001'::uuid);

-- Whether this transaction alone changes keys; held until it ends.
CREATE FUNCTION lock_signing_keys() RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT pg_try_advisory_xact_lock(107152763614465)
$$;

-- Stores a key that is to sign later, or now when none does. Answers false when there is one already.
CREATE FUNCTION add_signing_key(kid text, status text, public_jwk text, private_key text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH added AS (
        INSERT INTO public.signing_keys (kid, status, public_jwk, private_key)
        SELECT $1, $2, $3, $4 WHERE $2 IN ('PUBLISHED', 'ACTIVE')
            ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT EXISTS (SELECT FROM added)
$$;

-- Moves a key one step: from PUBLISHED to ACTIVE, or from ACTIVE to RETIRING while there is one to follow it. Answers
-- false when that is not the next step.
CREATE FUNCTION move_signing_key(kid text, status text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH moved AS (
        UPDATE public.signing_keys k SET status = $2, status_since = now(), version = version + 1
         WHERE k.kid = $1
           AND CASE $2
                   WHEN 'ACTIVE' THEN k.status = 'PUBLISHED'
                   WHEN 'RETIRING' THEN k.status = 'ACTIVE'
                       AND EXISTS (SELECT FROM public.signing_keys WHERE status = 'PUBLISHED')
                   ELSE false
               END
        RETURNING 1)
    SELECT EXISTS (SELECT FROM moved)
$$;

-- Removes a key that has been RETIRING for an hour or more: how much more is the service's setting. Answers false
-- otherwise.
CREATE FUNCTION remove_signing_key(kid text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH removed AS (
        DELETE FROM public.signing_keys k
         WHERE k.kid = $1 AND k.status = 'RETIRING' AND k.status_since <= now() - interval '1 hour'
        RETURNING 1)
    SELECT EXISTS (SELECT FROM removed)
$$;

REVOKE ALL ON FUNCTION lock_signing_keys(), add_signing_key(text, text, text, text), move_signing_key(text, text),
    remove_signing_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_signing_keys(), add_signing_key(text, text, text, text), move_signing_key(text, text),
    remove_signing_key(text) TO ${app};

-- Which topics the service sends to, and under which keys. A forged key on a compacted topic would replace what another
-- organization has there.
CREATE POLICY topics ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${app} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        WHEN 'atrium.revocations.v1' THEN organization_id IS NOT NULL
        WHEN 'atrium.signing-keys.v1' THEN
            (SELECT nullif(current_setting('app.organization_id', true), '')) = '00000000-0000-7000-8000-000000000001'
        ELSE false
    END);

-- The service consumes nothing into this database.
REVOKE INSERT ON atrium.outbox FROM ${ingest};
REVOKE ALL ON atrium.inbox FROM ${ingest};
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA atrium FROM ${ingest};
REVOKE USAGE ON SCHEMA atrium FROM ${ingest};
