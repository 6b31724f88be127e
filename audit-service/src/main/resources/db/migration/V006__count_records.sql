-- How many records each chain has, as facts on atrium.usage.v1: one fact for each organization of a batch, counted over
-- what the statement has appended, with no look at any other row. As the owner: consumers send nothing.
CREATE FUNCTION audit_count_records() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM atrium.publish_usage(organization_id, 'audit_records', '{}', count(*))
       FROM appended GROUP BY organization_id;
    RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION audit_count_records() FROM PUBLIC;

-- Waits for the transactions that append; whoever would append goes to the backlog for the length of this one.
CREATE TRIGGER count_records AFTER INSERT ON audit_events REFERENCING NEW TABLE AS appended
    FOR EACH STATEMENT EXECUTE FUNCTION audit_count_records();

-- What is there already, told by the heads: a chain has no gap.
SELECT atrium.publish_usage(organization_id, 'audit_records', '{}', seq) FROM audit_heads WHERE seq > 0;
