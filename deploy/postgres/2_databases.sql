-- Answers the statements that create the databases still missing, one a row. Run in the database "postgres" by a
-- superuser, who then runs each row: CREATE DATABASE can stand neither in a transaction nor in a DO block.
-- The builtin locale sorts alike on every operating system, so an index outlives a change of base image.
SELECT format(
    'CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE_PROVIDER builtin '
    || 'BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C''',
    service, service || '_owner')
FROM unnest(ARRAY['identity', 'tenant', 'audit', 'integration']) AS service
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = service)
