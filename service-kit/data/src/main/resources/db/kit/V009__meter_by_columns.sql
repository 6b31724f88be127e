-- A metered table's triggers read its columns. One function for all tables had to make a jsonb of each row, before and
-- after, for every UPDATE of whatever column.

-- Called by a service's migration, once for each table whose rows a metric counts, and again when the table gets a
-- deleted_at. A row counts while its deleted_at, if it has one, is NULL. One fact for each organization and value of the
-- dimension whose number the statement has changed. What is there already is told at once when the table is first metered.
-- The triggers come first: they wait for the transactions that write to the table, and no row is missed or counted twice.
CREATE OR REPLACE FUNCTION atrium.meter(target regclass, metric text, dimension text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    name     CONSTANT text := (SELECT 'meter_' || relname FROM pg_catalog.pg_class WHERE oid = target);
    counting CONSTANT text := CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute
                                                 WHERE attrelid = target AND attname = 'deleted_at' AND NOT attisdropped)
                              THEN 'deleted_at IS NULL' ELSE 'true' END;
    metered  CONSTANT boolean := EXISTS (SELECT FROM pg_catalog.pg_trigger
                                          WHERE tgrelid = target AND tgname = 'meter_insert');
BEGIN
    IF octet_length(name) > 63 OR EXISTS (SELECT FROM pg_catalog.pg_trigger
                                           WHERE tgfoid = to_regprocedure(format('atrium.%I()', name))::oid
                                             AND tgrelid <> target) THEN
        RAISE EXCEPTION 'the name of the table % is too long to be metered, or another table of that name is', target
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION atrium.%1$I() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
        $body$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                PERFORM atrium.publish_usage(organization_id, %2$L, jsonb_build_object(%3$L, %3$I), count(*))
                   FROM rows_after WHERE %4$s
                  GROUP BY organization_id, %3$I;
            ELSIF TG_OP = 'DELETE' THEN
                PERFORM atrium.publish_usage(organization_id, %2$L, jsonb_build_object(%3$L, %3$I), -count(*))
                   FROM rows_before WHERE %4$s
                  GROUP BY organization_id, %3$I;
            ELSE
                PERFORM atrium.publish_usage(organization_id, %2$L, jsonb_build_object(%3$L, %3$I), sum(difference))
                   FROM (SELECT organization_id, %3$I, 1 AS difference FROM rows_after WHERE %4$s
                         UNION ALL
                         SELECT organization_id, %3$I, -1 FROM rows_before WHERE %4$s) c
                  GROUP BY organization_id, %3$I
                 HAVING sum(difference) <> 0;
            END IF;
            RETURN NULL;
        END
        $body$
        $function$, name, metric, dimension, counting);
    EXECUTE format('REVOKE ALL ON FUNCTION atrium.%I() FROM PUBLIC', name);
    -- the arguments only say, in the catalog, what is metered
    EXECUTE format('CREATE OR REPLACE TRIGGER meter_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS rows_after '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.%I(%L, %L)', target, name, metric, dimension);
    EXECUTE format('CREATE OR REPLACE TRIGGER meter_update AFTER UPDATE ON %s '
                   'REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.%I(%L, %L)', target, name, metric, dimension);
    EXECUTE format('CREATE OR REPLACE TRIGGER meter_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS rows_before '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.%I(%L, %L)', target, name, metric, dimension);
    IF NOT metered THEN
        EXECUTE format('SELECT atrium.publish_usage(organization_id, %L, jsonb_build_object(%L, %I), count(*)) FROM %s '
                       'WHERE %s GROUP BY organization_id, %I', metric, dimension, dimension, target, counting, dimension);
    END IF;
END
$$;

-- Tables that are metered already. Their rows have been told.
DO $$
DECLARE
    target    regclass;
    arguments text[];
BEGIN
    FOR target, arguments IN
        SELECT tgrelid::regclass, string_to_array(encode(tgargs, 'escape'), '\000')
          FROM pg_catalog.pg_trigger WHERE tgname = 'meter_insert' AND tgfoid = 'atrium.meter_rows()'::regprocedure
    LOOP
        PERFORM atrium.meter(target, arguments[1], arguments[2]);
    END LOOP;
END
$$;

DROP FUNCTION atrium.meter_rows();
