-- A change of SECRET_KEY: the rows say which key they are under, and the functions work under several keys at a time.

-- NULL stands for a row from before: whoever renews it finds out.
ALTER TABLE users ADD COLUMN login_key_kid text;

COMMENT ON COLUMN users.login_key_kid IS 'Id of the SECRET_KEY that login_key is derived from; NULL is not known yet';

-- The audit trail shows the address; under which key it is found is no news.
DROP TRIGGER capture_change ON users;
DROP TRIGGER refuse_truncate ON users;
SELECT atrium.capture('users', resource => 'user', redact => '{password_hash}',
                      ignore => '{login_key,login_key_kid,last_login_at,token_version,username_key}');

-- Keys of 32 bytes each, one after the other, in the order of preference. Their usual number lets the planner look each
-- up by the primary key instead of reading the directory.
CREATE FUNCTION login_keys(joined bytea) RETURNS TABLE (login_key bytea, preference integer)
    LANGUAGE sql IMMUTABLE ROWS 3
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT substr(joined, 1 + 32 * n, 32), n FROM generate_series(0, least(octet_length(joined) / 32, 64) - 1) n
$$;

-- One row for every address, by whichever of its keys; all of them are looked up. Under an unknown address it is a row
-- that no user has, and password_hash is NULL.
CREATE FUNCTION login_find_any(keys bytea, nobody bytea, at_place bytea, remembered double precision)
    RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text, active boolean, locked boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT d.organization_id, d.user_id, u.password_hash, coalesce(u.status = 'ACTIVE', false),
           coalesce(CASE WHEN p.place IS NULL THEN d.locked_until ELSE p.locked_until END > now(), false)
      FROM login_keys(keys || nobody) k
      JOIN login_directory d ON d.login_key = k.login_key
      LEFT JOIN users u
           ON u.organization_id = d.organization_id AND u.id = d.user_id AND u.deleted_at IS NULL
      LEFT JOIN login_places p
           ON p.organization_id = d.organization_id AND p.user_id = d.user_id AND p.place = at_place
              AND p.last_login_at > now() - make_interval(secs => remembered)
     WHERE login_organization() = '00000000-0000-7000-8000-000000000001'
     ORDER BY u.password_hash IS NULL, k.preference
     LIMIT 1
$$;

-- Whether anybody has an address, by whichever of its keys. The unique key sees one of them alone; so whoever asks under
-- several holds them all until the transaction ends, and of two who ask at once the second sees what the first wrote.
-- The locks come in one order, and each statement of the function sees what was committed before it.
CREATE FUNCTION login_is_any_taken(keys bytea) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF login_organization() IS NULL THEN
        RETURN false;
    END IF;
    IF octet_length(keys) > 32 THEN
        PERFORM pg_advisory_xact_lock(l.id)
           FROM (SELECT DISTINCT hashtextextended(encode(login_key, 'hex'), 0) AS id FROM login_keys(keys) ORDER BY 1) l;
    END IF;
    RETURN EXISTS (SELECT FROM login_keys(keys) k JOIN login_directory d ON d.login_key = k.login_key);
END
$$;

-- Ids of users, after one of them, whose address is not known to be under the key of this id. The platform organization's.
CREATE FUNCTION login_under_other_keys(kid text, after_organization uuid, after_user uuid, at_most integer)
    RETURNS TABLE (organization_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT u.organization_id, u.id
      FROM users u
     WHERE (u.organization_id, u.id) > (after_organization, after_user)
       AND u.deleted_at IS NULL AND u.login_key_kid IS DISTINCT FROM kid
       AND login_organization() = '00000000-0000-7000-8000-000000000001'
     ORDER BY u.organization_id, u.id
     LIMIT at_most
$$;

-- How many rows depend on which key. The platform organization's.
CREATE FUNCTION rows_by_secret_key() RETURNS TABLE (kid text, total bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT r.kid, count(*)
      FROM (SELECT coalesce(u.login_key_kid, '') AS kid FROM users u WHERE u.deleted_at IS NULL
            UNION ALL
            SELECT split_part(k.private_key, '.', 2) FROM signing_keys k) r
     WHERE login_organization() = '00000000-0000-7000-8000-000000000001'
     GROUP BY r.kid
$$;

-- Replaces the sealed text of a signing key by one of the same length under another key, if it is still the known one.
-- The key itself, its public half and its life stay. Answers false otherwise.
CREATE FUNCTION reseal_signing_key(kid text, known text, renewed text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH resealed AS (
        UPDATE public.signing_keys k SET private_key = $3, version = version + 1
         WHERE k.kid = $1 AND k.private_key = $2
           AND length($3) = length($2) AND $3 ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$'
           AND split_part($3, '.', 2) <> split_part($2, '.', 2)
        RETURNING 1)
    SELECT EXISTS (SELECT FROM resealed)
$$;

REVOKE ALL ON FUNCTION login_keys, login_find_any, login_is_any_taken, login_under_other_keys, rows_by_secret_key,
                       reseal_signing_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION login_find_any, login_is_any_taken, login_under_other_keys, rows_by_secret_key,
                          reseal_signing_key TO ${app};
