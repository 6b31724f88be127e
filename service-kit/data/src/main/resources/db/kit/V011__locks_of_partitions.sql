-- Partitions are attached and dropped with locks that nobody waits behind for long. Whoever waits for an exclusive lock keeps
-- everybody waiting who comes after it, and inserts of consumers wait for a lock for 1 s at most. So the lock is waited for
-- in short tries. ALTER TABLE … DETACH PARTITION … CONCURRENTLY is not possible beside a default partition, nor in a function.

-- Runs a statement that locks a partitioned table exclusively, in up to 8 tries of 300 ms, and fails with lock_not_available
-- after them. A transaction that has such a lock already has others wait: it tries once, and answers whether it succeeded.
CREATE FUNCTION atrium.with_short_locks(command text) RETURNS boolean
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '300ms' AS
$$
DECLARE
    holds CONSTANT boolean := EXISTS (
        SELECT FROM pg_locks l
         WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.mode = 'AccessExclusiveLock'
           AND EXISTS (SELECT FROM pg_inherits i WHERE l.relation IN (i.inhrelid, i.inhparent)));
    tries CONSTANT integer := CASE WHEN holds THEN 1 ELSE 8 END;
BEGIN
    FOR try IN 1..tries LOOP
        BEGIN
            EXECUTE command;
            RETURN true;
        EXCEPTION WHEN lock_not_available THEN
            IF try < tries THEN
                PERFORM pg_sleep(0.2);
            END IF;
        END;
    END LOOP;
    IF NOT holds THEN
        RAISE EXCEPTION 'no lock in % tries: %', tries, command USING ERRCODE = 'lock_not_available';
    END IF;
    RAISE WARNING 'left for later, as its lock is not free: %', command;
    RETURN false;
END
$$;

-- Makes the partitions of the period at a time and of those after it, and answers which were missing. A period that has
-- rows in the default partition stays there. Made apart and attached, a partition locks no other but the default one.
CREATE OR REPLACE FUNCTION atrium.make_partitions(parent regclass, period text, ahead integer, at timestamptz DEFAULT now())
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
        IF NOT atrium.with_short_locks(format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                                              parent, schema, name, begins, ends)) THEN
            EXECUTE format('DROP TABLE %I.%I', schema, name);
            EXIT;
        END IF;
        RETURN NEXT format('%I.%I', schema, name)::regclass;
    END LOOP;
END
$$;

-- Drops the partitions that end at or before a time and answers their names; of the default partition, the rows of
-- before it, up to 10,000 in one call.
CREATE OR REPLACE FUNCTION atrium.drop_partitions(parent regclass, before timestamptz) RETURNS SETOF text
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
    -- First, as nobody waits for it; after a drop everybody waits for the end of the transaction.
    IF fallback IS NOT NULL THEN
        EXECUTE format('DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %I < %L LIMIT 10000))',
                       fallback, fallback, key, before);
    END IF;
    FOR expired IN SELECT p.partition FROM atrium.partitions(parent) p WHERE p.upper <= before ORDER BY p.upper LOOP
        name := expired::text;
        EXIT WHEN NOT atrium.with_short_locks(format('DROP TABLE %s', expired));
        RETURN NEXT name;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION atrium.with_short_locks(text) FROM PUBLIC;
