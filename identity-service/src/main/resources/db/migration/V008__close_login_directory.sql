-- The login directory belongs to no organization, so no policy can protect its rows. The app role reaches it, and the
-- places of login_places, through these functions alone. Each works in the organization of the transaction: finding an
-- address is the platform organization's, everything else touches the rows of the organization that is set, and none
-- without one.

REVOKE ALL ON login_directory FROM ${app};

CREATE FUNCTION login_organization() RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

-- How long the next login has to wait after so many failures in a row; NULL while they are too few. Times in seconds.
CREATE FUNCTION login_delay(failures integer, threshold integer, first double precision, factor double precision,
                            longest double precision) RETURNS interval
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
    RETURN CASE WHEN failures >= threshold
                THEN make_interval(secs => least(longest, first * power(factor, least(failures - threshold, 60)))) END;

-- One row for every address. Under an unknown one it is a row that no user has, and password_hash is NULL.
CREATE FUNCTION login_find(key bytea, nobody bytea, at_place bytea, remembered double precision)
    RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text, active boolean, locked boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT d.organization_id, d.user_id, u.password_hash, coalesce(u.status = 'ACTIVE', false),
           coalesce(CASE WHEN p.place IS NULL THEN d.locked_until ELSE p.locked_until END > now(), false)
      FROM login_directory d
      LEFT JOIN users u
           ON u.organization_id = d.organization_id AND u.id = d.user_id AND u.deleted_at IS NULL
      LEFT JOIN login_places p
           ON p.organization_id = d.organization_id AND p.user_id = d.user_id AND p.place = at_place
              AND p.last_login_at > now() - make_interval(secs => remembered)
     WHERE d.login_key IN (key, nobody)
       AND login_organization() = '00000000-0000-7000-8000-000000000001'
     ORDER BY (d.login_key = key) DESC
     LIMIT 1
$$;

CREATE FUNCTION login_is_taken(key bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT login_organization() IS NOT NULL AND EXISTS (SELECT FROM login_directory WHERE login_key = key)
$$;

-- Counts one failure where it happened: in the place when the person has logged in there before, otherwise in the
-- directory. One that meets a delay which others have begun in the meantime is not counted, as it would not have been
-- had they come one after the other. With counts = false it does the same work and changes nothing.
CREATE FUNCTION login_failed(person uuid, at_place bytea, counts boolean, remembered double precision,
                             threshold integer, first double precision, factor double precision,
                             longest_known double precision, longest_unknown double precision,
                             forgotten double precision) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    organization CONSTANT uuid := login_organization();
    known boolean;
    failures integer;
    last_failure timestamptz;
    until timestamptz;
    moment timestamptz;
BEGIN
    SELECT p.failed_attempts, p.last_failed_at, p.locked_until INTO failures, last_failure, until
      FROM login_places p
     WHERE p.organization_id = organization AND p.user_id = person AND p.place = at_place
       AND p.last_login_at > clock_timestamp() - make_interval(secs => remembered)
       FOR UPDATE;
    known := FOUND;
    IF NOT known THEN
        SELECT d.failed_attempts, d.last_failed_at, d.locked_until INTO failures, last_failure, until
          FROM login_directory d
         WHERE d.organization_id = organization AND d.user_id = person
           FOR UPDATE;
        IF NOT FOUND THEN
            RETURN;
        END IF;
    END IF;
    moment := clock_timestamp();
    IF counts AND coalesce(until <= moment, true) THEN
        IF last_failure <= moment - make_interval(secs => forgotten) THEN
            failures := 0;
        END IF;
        failures := least(failures, 1000000) + 1;
        last_failure := moment;
        until := moment + login_delay(failures, threshold, first, factor,
                                      CASE WHEN known THEN longest_known ELSE longest_unknown END);
    END IF;
    IF known THEN
        UPDATE login_places p
           SET failed_attempts = failures, last_failed_at = last_failure, locked_until = until, version = p.version + 1
         WHERE p.organization_id = organization AND p.user_id = person AND p.place = at_place;
    ELSE
        UPDATE login_directory d
           SET failed_attempts = failures, last_failed_at = last_failure, locked_until = until
         WHERE d.organization_id = organization AND d.user_id = person;
    END IF;
END
$$;

-- Admits a right password, unless a delay has begun where it was given. It ends the failures of that place alone, and
-- makes it one where the person has logged in before. The user's row is locked first, as a deletion does.
CREATE FUNCTION login_succeeded(person uuid, at_place bytea, remembered double precision, most_places integer)
    RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    organization CONSTANT uuid := login_organization();
    known boolean;
    until timestamptz;
    moment timestamptz;
BEGIN
    PERFORM FROM users u WHERE u.organization_id = organization AND u.id = person FOR NO KEY UPDATE;
    moment := clock_timestamp();
    SELECT p.locked_until INTO until
      FROM login_places p
     WHERE p.organization_id = organization AND p.user_id = person AND p.place = at_place
       AND p.last_login_at > moment - make_interval(secs => remembered)
       FOR UPDATE;
    known := FOUND;
    IF NOT known THEN
        SELECT d.locked_until INTO until
          FROM login_directory d
         WHERE d.organization_id = organization AND d.user_id = person
           FOR SHARE;
        IF NOT FOUND THEN
            RETURN false;
        END IF;
    END IF;
    IF until > clock_timestamp() THEN
        RETURN false;
    END IF;
    IF octet_length(at_place) = 0 THEN
        RETURN true;
    END IF;
    INSERT INTO login_places AS p (organization_id, user_id, place, last_login_at)
    VALUES (organization, person, at_place, moment)
        ON CONFLICT (organization_id, user_id, place) DO UPDATE
           SET failed_attempts = 0, last_failed_at = NULL, locked_until = NULL, last_login_at = moment,
               version = p.version + 1;
    IF NOT known THEN
        DELETE FROM login_places p
         WHERE p.organization_id = organization AND p.user_id = person
           AND p.place IN (SELECT o.place FROM login_places o
                            WHERE o.organization_id = organization AND o.user_id = person
                            ORDER BY o.last_login_at DESC, o.place OFFSET most_places);
    END IF;
    RETURN true;
END
$$;

-- Ends every delay of a person and forgets the failures; where they have logged in before stays known.
CREATE FUNCTION login_unlock(person uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    UPDATE login_directory
       SET failed_attempts = 0, last_failed_at = NULL, locked_until = NULL
     WHERE organization_id = login_organization() AND user_id = person;
    UPDATE login_places
       SET failed_attempts = 0, last_failed_at = NULL, locked_until = NULL, version = version + 1
     WHERE organization_id = login_organization() AND user_id = person;
$$;

-- Removes places that nobody has logged in from for so long, at most so many at once. The platform organization's.
CREATE FUNCTION login_purge_places(remembered double precision, at_most integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH purged AS (
        DELETE FROM login_places
         WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM login_places
                WHERE last_login_at <= now() - make_interval(secs => remembered)
                  AND login_organization() = '00000000-0000-7000-8000-000000000001'
                LIMIT at_most
                  FOR UPDATE SKIP LOCKED))
        RETURNING 1)
    SELECT count(*) FROM purged
$$;

-- The directory follows the users in their own transaction; an address that another user has is a unique violation.
-- Only the row of the user that is written is touched. A user who changes address keeps the count of failures.
CREATE OR REPLACE FUNCTION follow_users() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL THEN
        UPDATE login_directory SET login_key = NEW.login_key
         WHERE login_key = OLD.login_key AND organization_id = OLD.organization_id AND user_id = OLD.id
           AND login_key <> NEW.login_key;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
        DELETE FROM login_directory
         WHERE login_key = OLD.login_key AND organization_id = OLD.organization_id AND user_id = OLD.id;
        DELETE FROM login_places WHERE organization_id = OLD.organization_id AND user_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
        INSERT INTO login_directory (login_key, organization_id, user_id)
        VALUES (NEW.login_key, NEW.organization_id, NEW.id);
    END IF;
    RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION follow_users(), login_organization(), login_delay, login_find, login_is_taken, login_failed,
                       login_succeeded, login_unlock, login_purge_places FROM PUBLIC;
GRANT EXECUTE ON FUNCTION login_find, login_is_taken, login_failed, login_succeeded, login_unlock, login_purge_places
    TO ${app};
