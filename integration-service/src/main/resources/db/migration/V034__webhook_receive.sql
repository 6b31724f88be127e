-- Claims the events of a batch in one call, for consumers (docs/adr/0054). It works as the owner, so that row-level
-- security is asked once for the organizations of the batch, not for each probe of an index: with an array of
-- organizations PostgreSQL sorts that array for each probe.
--
-- held: organizations that have bundles; waiting: those that have events waiting for their effect. Nothing of them is
-- claimed here, as their new events may have to come behind. known: the places, counted from 1, of events that were
-- claimed before, among those of the other organizations. sequences: one for each event, in the order of the events.
CREATE FUNCTION webhook_receive(organizations uuid[], events uuid[], at timestamptz DEFAULT clock_timestamp(),
                                OUT held uuid[], OUT waiting uuid[], OUT known integer[], OUT sequences bigint[])
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    asked          CONSTANT uuid[]   := ARRAY(SELECT DISTINCT unnest(organizations));
    first          CONSTANT date     := date_trunc('month', at AT TIME ZONE 'UTC' - interval '1 hour');
    last           CONSTANT date     := date_trunc('month', at AT TIME ZONE 'UTC' + interval '1 hour');
    sequence       CONSTANT regclass := pg_get_serial_sequence('public.webhook_event', 'sequence');
    skipped        uuid[];
    wanted         integer;
    claimed        uuid[];
    claimed_owners uuid[];
BEGIN
    IF EXISTS (SELECT unnest(asked)
               EXCEPT
               SELECT unnest(string_to_array(nullif(current_setting('app.organization_ids', true), ''), ',')::uuid[])) THEN
        RAISE EXCEPTION 'an organization is none of the transaction''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- subqueries, not joins: with statistics from before a flood a join would read whole tables
    held := ARRAY(SELECT o FROM unnest(asked) AS u (o)
                   WHERE (SELECT true FROM public.webhook_bundle b WHERE b.organization_id = o LIMIT 1) IS NOT NULL);
    waiting := ARRAY(SELECT o FROM unnest(asked) AS u (o)
                      WHERE (SELECT true FROM public.webhook_event_waiting w WHERE w.organization_id = o LIMIT 1) IS NOT NULL);
    skipped := held || waiting;
    sequences := ARRAY(SELECT nextval(sequence) FROM generate_series(1, cardinality(events)));
    known := '{}';

    IF first = last THEN
        -- as webhook_claim does it away from the end of a month
        WITH fresh AS (
            INSERT INTO public.webhook_inbox AS i (organization_id, event_id, month)
            SELECT o, e, first
              FROM (SELECT unnest(organizations) AS o, unnest(events) AS e) AS c
             WHERE o <> ALL (skipped)
               AND (SELECT true FROM public.webhook_inbox k
                     WHERE k.organization_id = o AND k.event_id = e AND k.month < first LIMIT 1) IS NULL
             ORDER BY 1, 2
            ON CONFLICT DO NOTHING
            RETURNING i.organization_id, i.event_id)
        SELECT array_agg(organization_id), array_agg(event_id) INTO claimed_owners, claimed FROM fresh;
    ELSE
        SELECT array_agg(f.organization_id), array_agg(f.event_id) INTO claimed_owners, claimed
          FROM (SELECT array_agg(o) AS os, array_agg(e) AS es FROM unnest(organizations, events) AS c (o, e)
                 WHERE o <> ALL (skipped)) c
         CROSS JOIN LATERAL public.webhook_claim(c.os, c.es, at) f;
    END IF;

    wanted := CASE WHEN skipped = '{}' THEN cardinality(events)
              ELSE (SELECT count(*) FROM unnest(organizations) AS u (o) WHERE o <> ALL (skipped)) END;
    IF coalesce(cardinality(claimed), 0) < wanted THEN
        known := ARRAY(SELECT c.place FROM unnest(organizations, events) WITH ORDINALITY AS c (o, e, place)
                         LEFT JOIN unnest(claimed_owners, claimed) AS f (o, e) ON f.o = c.o AND f.e = c.e
                        WHERE f.o IS NULL AND c.o <> ALL (skipped) ORDER BY 1);
    END IF;
END
$$;

REVOKE ALL ON FUNCTION webhook_receive(uuid[], uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_receive(uuid[], uuid[], timestamptz) TO ${ingest};
