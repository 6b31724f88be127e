-- A key signs only after every service can know it: its time as PUBLISHED counts from the moment at which the service
-- itself has read it from the topic, so from when the broker had it. Keys from before are known.
ALTER TABLE signing_keys ADD COLUMN acknowledged_at timestamptz;
UPDATE signing_keys SET acknowledged_at = status_since;

-- Notes that a key was read from the topic. Answers false when that was known, or the key is gone.
CREATE FUNCTION acknowledge_signing_key(kid text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH acknowledged AS (
        UPDATE public.signing_keys k SET acknowledged_at = now(), version = version + 1
         WHERE k.kid = $1 AND k.acknowledged_at IS NULL
        RETURNING 1)
    SELECT EXISTS (SELECT FROM acknowledged)
$$;

REVOKE ALL ON FUNCTION acknowledge_signing_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_signing_key(text) TO ${app};
