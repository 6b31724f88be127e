-- Where rows go should their month be missing: nothing is lost.
CREATE TABLE audit_events_default PARTITION OF audit_events DEFAULT;
CREATE TABLE audit_payloads_default PARTITION OF audit_payloads DEFAULT;

-- A partition is reached through its parent alone: no grants, and no policy that would let a row through.
CREATE FUNCTION audit_close_partition(partition regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', partition);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', partition);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change()', partition);
END
$$;

SELECT audit_close_partition('audit_events_default'), audit_close_partition('audit_payloads_default');

-- Makes the partitions of the current month and of those ahead, and answers how many were missing. A month that the
-- default partition already holds rows of stays there.
CREATE FUNCTION audit_ensure_months(ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    parent text;
    first  date;
    name   text;
    held   boolean;
    made   integer := 0;
BEGIN
    IF ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'ahead is a number of months from 0 to 24' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit_ensure_months'));
    FOREACH parent IN ARRAY ARRAY['audit_events', 'audit_payloads'] LOOP
        FOR i IN 0..ahead LOOP
            first := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => i);
            name := parent || to_char(first, '_YYYY_MM');
            CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE month = %L)', parent || '_default', first)
                INTO held;
            IF held THEN
                RAISE WARNING '% stays in the default partition', name;
                CONTINUE;
            END IF;
            EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
                           name, parent, first, (first + interval '1 month')::date);
            PERFORM public.audit_close_partition(('public.' || name)::regclass);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

REVOKE ALL ON FUNCTION audit_close_partition(regclass), audit_ensure_months(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_ensure_months(integer) TO ${worker};

SELECT audit_ensure_months(12);
