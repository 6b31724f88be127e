-- Partitions are made and closed by the kit's functions, as those of other services are.
CREATE OR REPLACE FUNCTION audit_close_partition(partition regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM atrium.close_partition(partition);
    -- PostgreSQL hands a parent's triggers for rows on, and not those for TRUNCATE.
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change()', partition);
END
$$;

CREATE OR REPLACE FUNCTION audit_ensure_months(ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    parent    regclass;
    partition regclass;
    made      integer := 0;
BEGIN
    FOREACH parent IN ARRAY '{public.audit_events, public.audit_payloads}'::regclass[] LOOP
        FOR partition IN SELECT atrium.make_partitions(parent, 'month', ahead) LOOP
            PERFORM public.audit_close_partition(partition);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;
