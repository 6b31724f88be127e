-- The roles of the four databases. Run in the database "postgres" by a superuser. Idempotent.
--
-- A role's password comes from the setting atrium.password_<role>, for instance atrium.password_identity_app.
-- A role that exists and has no such setting keeps its password.
--
-- How many connections a role may hold at a time comes from atrium.connections_<kind>: the pool of one process, times the
-- processes that run at once, those of a rolling update included.
DO $$
DECLARE
    service text;
    kind text;
    role_name text;
    secret text;
    connections integer;
    granted text;
BEGIN
    FOREACH service IN ARRAY ARRAY['identity', 'tenant', 'audit', 'integration'] LOOP
        FOREACH kind IN ARRAY ARRAY['owner', 'app', 'ingest', 'relay', 'worker', 'platform'] LOOP
            role_name := service || '_' || kind;
            secret := nullif(current_setting('atrium.password_' || role_name, true), '');
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
                IF secret IS NULL THEN
                    RAISE EXCEPTION 'no password for the new role %: set atrium.password_%', role_name, role_name;
                END IF;
                EXECUTE format('CREATE ROLE %I', role_name);
            END IF;
            -- Only the owner, which runs migrations, sees past row-level security.
            EXECUTE format(
                'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT %s',
                role_name, CASE kind WHEN 'owner' THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END);
            connections := coalesce(nullif(current_setting('atrium.connections_' || kind, true), '')::integer,
                CASE kind WHEN 'app' THEN 64 WHEN 'ingest' THEN 16 WHEN 'owner' THEN 16 ELSE 8 END);
            EXECUTE format('ALTER ROLE %I CONNECTION LIMIT %s', role_name, connections);
            -- Whatever else it was once made a member of.
            FOR granted IN
                SELECT format('%s FROM %s GRANTED BY %s', m.roleid::regrole, m.member::regrole, m.grantor::regrole)
                  FROM pg_catalog.pg_auth_members m WHERE m.member = role_name::regrole
            LOOP
                EXECUTE 'REVOKE ' || granted;
            END LOOP;
            IF secret IS NOT NULL THEN
                EXECUTE format('ALTER ROLE %I PASSWORD %L', role_name, secret);
            END IF;
            EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', role_name);
            IF kind <> 'owner' THEN
                EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role_name,
                    CASE kind WHEN 'ingest' THEN '60s' ELSE '30s' END);
                EXECUTE format('ALTER ROLE %I SET lock_timeout = ''10s''', role_name);
                EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''60s''', role_name);
            END IF;
        END LOOP;
    END LOOP;
END
$$;

-- A service's roles connect to its own database and to no other. A role of the operator's that is no superuser, such as
-- a monitoring agent's, needs a grant of its own: GRANT CONNECT ON DATABASE postgres TO …
REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
