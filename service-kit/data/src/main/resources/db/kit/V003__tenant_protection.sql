-- Row-level security of one tenant table, in the one form the catalog check accepts. Called by a service's migration.
--   ingest:   consumers may work on the table, over the organizations of their batch
--   platform: SUPER_ADMIN's lists may read it across organizations
--   privileges / ingest_privileges: no more than the role needs
CREATE FUNCTION atrium.protect(target regclass, ingest boolean DEFAULT false, platform boolean DEFAULT false,
                               privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
                               ingest_privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    current_tenant CONSTANT text :=
        '(organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))';
    batch_tenants CONSTANT text :=
        '(organization_id = ANY ((SELECT string_to_array(nullif(current_setting(''app.organization_ids'', true), ''''), '','')::uuid[])::uuid[]))';
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY tenant ON %s FOR ALL TO ${app} USING %s WITH CHECK %s',
                   target, current_tenant, current_tenant);
    EXECUTE format('GRANT %s ON %s TO ${app}', privileges, target);
    IF ingest THEN
        EXECUTE format('CREATE POLICY batch ON %s FOR ALL TO ${ingest} USING %s WITH CHECK %s',
                       target, batch_tenants, batch_tenants);
        EXECUTE format('GRANT %s ON %s TO ${ingest}', ingest_privileges, target);
    END IF;
    IF platform THEN
        EXECUTE format('CREATE POLICY platform ON %s FOR SELECT TO ${platform} USING (true)', target);
        EXECUTE format('GRANT SELECT ON %s TO ${platform}', target);
    END IF;
END
$$;
