-- What the service has done with the partitions of webhooks, twice a day; they are the owner's, so the worker asks for it.

-- Makes the months to come, and answers how many were missing.
CREATE FUNCTION webhook_make_partitions() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT (SELECT count(*) FROM atrium.make_partitions('public.webhook_inbox', 'month', 3))
         + (SELECT count(*) FROM atrium.make_partitions('public.webhook_event_ended', 'month', 3))
$$;

-- Drops the months that have been over for longer than a retention, and answers their names. Without a
-- retention of events they are kept. overdue: how many events wait for their effect though their month is over for longer
-- than that, counted up to 100,000. They stay, and are removed when they have ended.
CREATE FUNCTION webhook_drop_partitions(inbox_retention interval, event_retention interval,
                                        OUT dropped text[], OUT overdue bigint)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    IF inbox_retention IS NULL OR inbox_retention < interval '7 days' OR event_retention < interval '7 days' THEN
        RAISE EXCEPTION 'a retention of webhooks is 7 days or more: the topic may bring them again for so long'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT array_agg(d) INTO dropped
      FROM (SELECT d FROM atrium.drop_partitions('public.webhook_inbox', now() - inbox_retention) d
            UNION ALL
            SELECT d FROM atrium.drop_partitions('public.webhook_event_ended', now() - event_retention) d) all_dropped;
    SELECT count(*) INTO overdue
      FROM (SELECT FROM public.webhook_event_waiting w
             WHERE w.received_at < date_trunc('month', now() - event_retention, 'UTC') LIMIT 100000) o;
END
$$;

REVOKE ALL ON FUNCTION webhook_make_partitions(), webhook_drop_partitions(interval, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_make_partitions(), webhook_drop_partitions(interval, interval) TO ${worker};
