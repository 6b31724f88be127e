-- Which events have been stored: what decides that a delivery is a duplicate (docs/adr/0034). A partition a month, by the
-- database's clock (UTC), dropped as a whole when the retention is over.
CREATE TABLE webhook_inbox (
    organization_id uuid NOT NULL,
    event_id        uuid NOT NULL,
    month           date NOT NULL,
    PRIMARY KEY (organization_id, event_id, month)
) PARTITION BY RANGE (month);

CREATE TABLE webhook_inbox_default PARTITION OF webhook_inbox DEFAULT;
SELECT atrium.close_partition('webhook_inbox_default');

-- For consumers alone, who claim and forget nothing.
SELECT atrium.protect('webhook_inbox', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT');
REVOKE SELECT ON webhook_inbox FROM ${app};
DROP POLICY tenant ON webhook_inbox;

-- What was stored in the last 30 days; nothing was forgotten before.
SELECT atrium.make_partitions('webhook_inbox', 'month', 5, now() - interval '30 days');
INSERT INTO webhook_inbox (organization_id, event_id, month)
SELECT organization_id, event_id, date_trunc('month', stored_at AT TIME ZONE 'UTC')
  FROM webhook_event
 WHERE stored_at >= now() - interval '30 days';

-- Claims events, and answers those that nobody has claimed: they are to be stored in the same transaction.
-- The key decides in its own month, where two deliveries at the same time wait for each other; the months before are
-- looked up. Within an hour of a month's end an event is claimed in both months, and is new only where it was claimed in
-- each: of two deliveries at the same time, before and after the end, one meets the other's key. No transaction lasts for
-- an hour.
-- A subquery for each event, not a join: with statistics from before a flood the join would read whole partitions.
CREATE FUNCTION webhook_claim(organizations uuid[], events uuid[], at timestamptz DEFAULT clock_timestamp())
    RETURNS TABLE (organization_id uuid, event_id uuid)
    LANGUAGE sql VOLATILE ROWS 500 SET search_path = public, pg_temp AS
$$
    WITH slot AS MATERIALIZED (
        SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC' + near)::date AS month
          FROM unnest(ARRAY[interval '-1 hour', interval '1 hour']) AS u (near)),
    claimed AS (
        INSERT INTO webhook_inbox AS i (organization_id, event_id, month)
        SELECT c.o, c.e, slot.month
          FROM unnest(organizations, events) AS c (o, e)
          CROSS JOIN slot
         WHERE (SELECT true FROM webhook_inbox k
                 WHERE k.organization_id = c.o AND k.event_id = c.e AND k.month < (SELECT min(month) FROM slot)
                 LIMIT 1) IS NULL
         ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING
        RETURNING i.organization_id, i.event_id)
    SELECT c.organization_id, c.event_id
      FROM claimed c
     GROUP BY 1, 2
    HAVING count(*) = (SELECT count(*) FROM slot)
$$;

REVOKE ALL ON FUNCTION webhook_claim(uuid[], uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_claim(uuid[], uuid[], timestamptz) TO ${ingest};
