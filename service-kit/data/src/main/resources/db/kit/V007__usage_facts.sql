-- Facts on atrium.usage.v1, written in the transaction that makes them true: so many more, or fewer, of what a metric
-- counts. Their sum is how many there are. For the owner role alone, as whose own the triggers work: no role of a service
-- needs to send to the topic for what its tables hold.
CREATE FUNCTION atrium.publish_usage(organization uuid, metric text, dimensions jsonb, difference bigint) RETURNS void
    LANGUAGE sql SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO atrium.outbox (topic, message_key, type, organization_id, data)
    VALUES ('atrium.usage.v1',
            organization::text,
            'io.atrium.usage.recorded',
            organization,
            jsonb_build_object(
                'organization_id', organization,
                'metric', metric,
                'dimensions', dimensions,
                'count', difference,
                'occurred_at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
$$;

-- Trigger arguments: metric, and the column that is its dimension. A row counts while its deleted_at, if it has one, is
-- NULL. One fact for each organization and value of the dimension whose number the statement has changed.
CREATE FUNCTION atrium.meter_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    metric    CONSTANT text := TG_ARGV[0];
    dimension CONSTANT text := TG_ARGV[1];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM atrium.publish_usage((c.state ->> 'organization_id')::uuid, metric,
                                     jsonb_build_object(dimension, c.state -> dimension), count(*))
           FROM (SELECT to_jsonb(r) AS state FROM rows_after r) c
          WHERE c.state ->> 'deleted_at' IS NULL
          GROUP BY c.state ->> 'organization_id', c.state -> dimension;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM atrium.publish_usage((c.state ->> 'organization_id')::uuid, metric,
                                     jsonb_build_object(dimension, c.state -> dimension), -count(*))
           FROM (SELECT to_jsonb(r) AS state FROM rows_before r) c
          WHERE c.state ->> 'deleted_at' IS NULL
          GROUP BY c.state ->> 'organization_id', c.state -> dimension;
    ELSE
        PERFORM atrium.publish_usage((c.state ->> 'organization_id')::uuid, metric,
                                     jsonb_build_object(dimension, c.state -> dimension), sum(c.difference))
           FROM (SELECT to_jsonb(r) AS state, 1 AS difference FROM rows_after r
                 UNION ALL
                 SELECT to_jsonb(r), -1 FROM rows_before r) c
          WHERE c.state ->> 'deleted_at' IS NULL
          GROUP BY c.state ->> 'organization_id', c.state -> dimension
         HAVING sum(c.difference) <> 0;
    END IF;
    RETURN NULL;
END
$$;

-- Called by a service's migration, once for each table whose rows a metric counts. What is there already is told at once.
-- The triggers come first: they wait for the transactions that write to the table, and no row is missed or counted twice.
CREATE FUNCTION atrium.meter(target regclass, metric text, dimension text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE TRIGGER meter_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS rows_after '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.meter_rows(%L, %L)', target, metric, dimension);
    EXECUTE format('CREATE TRIGGER meter_update AFTER UPDATE ON %s '
                   'REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.meter_rows(%L, %L)', target, metric, dimension);
    EXECUTE format('CREATE TRIGGER meter_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS rows_before '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.meter_rows(%L, %L)', target, metric, dimension);
    EXECUTE format('SELECT atrium.publish_usage(organization_id, %L, jsonb_build_object(%L, %I), count(*)) FROM %s r '
                   'WHERE to_jsonb(r) ->> ''deleted_at'' IS NULL GROUP BY organization_id, %I',
                   metric, dimension, dimension, target, dimension);
END
$$;

REVOKE ALL ON FUNCTION atrium.publish_usage(uuid, text, jsonb, bigint), atrium.meter_rows(),
    atrium.meter(regclass, text, text) FROM PUBLIC;
