-- The roles of the four databases. Run in the database "postgres" by a superuser. Idempotent.
--
-- A role's password comes from the setting atrium.password_<role>, for instance atrium.password_identity_app.
-- A role that exists and has no such setting keeps its password.
DO $$
DECLARE
    service text;
    kind text;
    role_name text;
    secret text;
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
