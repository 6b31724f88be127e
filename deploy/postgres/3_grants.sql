-- Who may connect to and create what in one service's database. Run in each of the four by a superuser. Idempotent.
-- Grants on tables are the migrations' business.
DO $$
DECLARE
    service text := current_database();
    kind text;
    builtin regprocedure;
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', service, service || '_owner');
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', service);
    EXECUTE format('ALTER SCHEMA public OWNER TO %I', service || '_owner');
    EXECUTE 'REVOKE ALL ON SCHEMA public FROM PUBLIC';
    FOREACH kind IN ARRAY ARRAY['app', 'ingest', 'relay', 'worker', 'platform'] LOOP
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', service, service || '_' || kind);
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', service || '_' || kind);
    END LOOP;
    -- The relay works in the schema atrium alone.
    EXECUTE format('REVOKE USAGE ON SCHEMA public FROM %I', service || '_relay');

    -- What the owner makes from now on is executed by whom it is granted to, and by nobody else.
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC', service || '_owner');

    -- What PostgreSQL gives to everybody and no service needs: large objects, advisory locks (one of them decides who
    -- publishes the outbox), messages in the write-ahead log, ending other sessions of the same role.
    FOR builtin IN
        SELECT p.oid FROM pg_catalog.pg_proc p
         WHERE p.pronamespace = 'pg_catalog'::regnamespace
           AND (p.proname ~ '^(lo_|pg_advisory_|pg_try_advisory_)'
                OR p.proname IN ('loread', 'lowrite', 'pg_logical_emit_message', 'pg_cancel_backend',
                                 'pg_terminate_backend'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', builtin);
        -- Migrations lock their history.
        IF builtin::text ~ 'advisory' THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', builtin, service || '_owner');
        END IF;
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint), '
                   'pg_catalog.pg_advisory_unlock(bigint) TO %I', service || '_relay');

    -- Code of one's own: functions are the owner's, and DO blocks nobody's else.
    REVOKE USAGE ON LANGUAGE sql, plpgsql FROM PUBLIC;
    EXECUTE format('GRANT USAGE ON LANGUAGE sql, plpgsql TO %I', service || '_owner');
END
$$;
