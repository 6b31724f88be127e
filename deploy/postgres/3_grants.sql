-- Who may connect to and create what in one service's database. Run in each of the four by a superuser. Idempotent.
-- Grants on tables are the migrations' business.
DO $$
DECLARE
    service text := current_database();
    kind text;
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', service, service || '_owner');
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', service);
    EXECUTE format('ALTER SCHEMA public OWNER TO %I', service || '_owner');
    EXECUTE 'REVOKE ALL ON SCHEMA public FROM PUBLIC';
    FOREACH kind IN ARRAY ARRAY['app', 'ingest', 'relay', 'worker', 'platform'] LOOP
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', service, service || '_' || kind);
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', service || '_' || kind);
    END LOOP;
END
$$;
