-- Partitions by time, of tables whose partition key is one date or timestamptz, in UTC. A period is a month or a week,
-- which begins on Monday. For the owner role alone: a service grants a function of its own that calls these for its
-- tables. Both take their locks within 2 s or fail, so that whoever waits behind them does not wait longer.

-- A partition is reached through its parent alone: no grants, and no policy that would let a row through.
CREATE FUNCTION atrium.close_partition(partition regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    policy name;
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition);
    EXECUTE format('REVOKE ALL ON %s FROM ${app}, ${ingest}, ${relay}, ${worker}, ${platform}', partition);
    FOR policy IN SELECT polname FROM pg_policy WHERE polrelid = partition LOOP
        EXECUTE format('DROP POLICY %I ON %s', policy, partition);
    END LOOP;
END
$$;

-- The partitions of a table with their bounds, but for the default one.
CREATE FUNCTION atrium.partitions(parent regclass) RETURNS TABLE (partition regclass, lower timestamptz, upper timestamptz)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS
$$
    SELECT b.inhrelid,
           CASE b.bound[1] WHEN 'MINVALUE' THEN '-infinity' ELSE trim('''' FROM b.bound[1]) END::timestamptz,
           CASE b.bound[2] WHEN 'MAXVALUE' THEN 'infinity' ELSE trim('''' FROM b.bound[2]) END::timestamptz
      FROM (SELECT i.inhrelid::regclass,
                   regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \((.*)\) TO \((.*)\)') AS bound
              FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = parent) b
     WHERE b.bound IS NOT NULL
$$;

-- Makes the partitions of the period at a time and of those after it, and answers which were missing. A period that has
-- rows in the default partition stays there. Made apart and attached, a partition locks no other but the default one.
CREATE FUNCTION atrium.make_partitions(parent regclass, period text, ahead integer, at timestamptz DEFAULT now())
    RETURNS SETOF regclass
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS
$$
DECLARE
    key      name;
    fallback regclass;
    schema   name;
    prefix   name;
    name     text;
    begins   timestamptz;
    ends     timestamptz;
    held     boolean;
BEGIN
    IF period NOT IN ('week', 'month') OR ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'a period is a week or a month, and ahead a number from 0 to 24'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('atrium.partitions'), parent::oid::integer);
    SELECT a.attname, nullif(p.partdefid, 0), n.nspname, c.relname INTO key, fallback, schema, prefix
      FROM pg_partitioned_table p
      JOIN pg_class c ON c.oid = p.partrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
     WHERE p.partrelid = parent;
    FOR i IN 0..ahead LOOP
        begins := date_trunc(period, at) + i * ('1 ' || period)::interval;
        ends := begins + ('1 ' || period)::interval;
        CONTINUE WHEN EXISTS (SELECT FROM atrium.partitions(parent) p WHERE p.lower < ends AND p.upper > begins);
        name := prefix || to_char(begins, CASE period WHEN 'week' THEN '_YYYY_MM_DD' ELSE '_YYYY_MM' END);
        IF fallback IS NOT NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I >= %L AND %I < %L)', fallback, key, begins, key, ends)
                INTO held;
            IF held THEN
                RAISE WARNING '% stays in the default partition', name;
                CONTINUE;
            END IF;
        END IF;
        EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED '
                       'INCLUDING STORAGE)', schema, name, parent);
        PERFORM atrium.close_partition(format('%I.%I', schema, name)::regclass);
        EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                       parent, schema, name, begins, ends);
        RETURN NEXT format('%I.%I', schema, name)::regclass;
    END LOOP;
END
$$;

-- Drops the partitions that end at or before a time and answers their names; of the default partition, the rows of
-- before it, up to 10,000 in one call.
CREATE FUNCTION atrium.drop_partitions(parent regclass, before timestamptz) RETURNS SETOF text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS
$$
DECLARE
    key      name;
    fallback regclass;
    expired  regclass;
    name     text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('atrium.partitions'), parent::oid::integer);
    SELECT a.attname, nullif(p.partdefid, 0) INTO key, fallback
      FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
     WHERE p.partrelid = parent;
    FOR expired IN SELECT p.partition FROM atrium.partitions(parent) p WHERE p.upper <= before ORDER BY p.upper LOOP
        name := expired::text;
        EXECUTE format('DROP TABLE %s', expired);
        RETURN NEXT name;
    END LOOP;
    IF fallback IS NOT NULL THEN
        EXECUTE format('DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %I < %L LIMIT 10000))',
                       fallback, fallback, key, before);
    END IF;
END
$$;

REVOKE ALL ON FUNCTION atrium.close_partition(regclass), atrium.partitions(regclass),
    atrium.make_partitions(regclass, text, integer, timestamptz), atrium.drop_partitions(regclass, timestamptz)
    FROM PUBLIC;
