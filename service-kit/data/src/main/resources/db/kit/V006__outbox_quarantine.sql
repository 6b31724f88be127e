-- A message that cannot be sent for its own sake is tried a bounded number of times and then set aside with the reason,
-- so that it holds up nobody. It stays in the outbox, out of the relay's sight, until an operator has it tried again.
ALTER TABLE atrium.outbox
    ADD COLUMN attempts     integer NOT NULL DEFAULT 0,
    ADD COLUMN reason       text,
    ADD COLUMN set_aside_at timestamptz;

COMMENT ON COLUMN atrium.outbox.attempts IS 'How often the message failed by its own fault; outages do not count.';

-- Each topic is a lane of its own, read in the order of seq.
CREATE INDEX outbox_lanes ON atrium.outbox (topic, seq) WHERE set_aside_at IS NULL;
CREATE INDEX outbox_set_aside ON atrium.outbox (seq) WHERE set_aside_at IS NOT NULL;

GRANT UPDATE (attempts, reason, set_aside_at) ON atrium.outbox TO ${relay};
CREATE POLICY relay_set_aside ON atrium.outbox FOR UPDATE TO ${relay} USING (true) WITH CHECK (true);

-- What stands in place of a value that is too large to be sent. A jsonb may be longer as text than any text can be: of
-- such a value there is no SHA-256, but still a hash by which it can be recognized.
CREATE FUNCTION atrium.digest(value jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    bytes bytea;
BEGIN
    bytes := convert_to(value::text, 'UTF8');
    RETURN jsonb_build_object('truncated', true, 'sha256', encode(sha256(bytes), 'hex'), 'bytes', length(bytes));
EXCEPTION WHEN program_limit_exceeded OR out_of_memory THEN
    RETURN jsonb_build_object('truncated', true, 'hash', jsonb_hash_extended(value, 0)::text,
                              'stored_bytes', pg_column_size(value));
END
$$;

-- A change whose before, after and detail are told by their digests.
CREATE FUNCTION atrium.shortened(data jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN CASE WHEN jsonb_typeof(data) = 'object'
        THEN data || coalesce(
            (SELECT jsonb_object_agg(key, atrium.digest(value)) FROM jsonb_each(data)
              WHERE key IN ('before', 'after', 'detail') AND value <> 'null'), '{}')
        ELSE atrium.digest(data) END;

-- A change that cannot be told at all: that it happened, to what, by whom, its digest, and why no more is known (the
-- reason of its last failure, when none is given). What can be read of the data is told in the form that the audit trail accepts; the rest comes from the message's columns.
CREATE FUNCTION atrium.change_identity(message bigint, why text, digested boolean) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    waiting record;
    told    jsonb;
    known   jsonb := '{}';
    noted   jsonb;
BEGIN
    SELECT o.organization_id, left(coalesce(why, o.reason), 500) AS reason, left(regexp_replace(o.type, '^io\.atrium\.', ''), 120) AS action,
           left(o.subject, 120) AS subject,
           to_char(o.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at
      INTO waiting FROM atrium.outbox o WHERE o.seq = message;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    noted := jsonb_build_object('unpublishable', waiting.reason);
    BEGIN
        SELECT o.data INTO told FROM atrium.outbox o WHERE o.seq = message;
        known := jsonb_build_object(
            'resource_type', left(told ->> 'resource_type', 120),
            'resource_id', left(told ->> 'resource_id', 120),
            'outcome', CASE WHEN told ->> 'outcome' IN ('SUCCESS', 'FAILURE', 'DENIED') THEN told ->> 'outcome' END,
            'actor_type', CASE WHEN told #>> '{actor,type}' IN ('USER', 'SERVICE', 'SYSTEM', 'PROVIDER', 'ANONYMOUS')
                               THEN told #>> '{actor,type}' END,
            'actor_id', left(told #>> '{actor,id}', 120),
            'ip', left(told ->> 'ip', 60),
            'user_agent', left(told ->> 'user_agent', 120),
            'request_id', left(told ->> 'request_id', 120));
        IF digested THEN
            noted := noted || jsonb_build_object('content', atrium.digest(told));
        END IF;
    EXCEPTION WHEN OTHERS THEN
        noted := noted || jsonb_build_object('unreadable', SQLERRM);
    END;
    RETURN jsonb_build_object(
        'organization_id', waiting.organization_id,
        'action', waiting.action,
        'resource_type', coalesce(nullif(known ->> 'resource_type', ''), split_part(waiting.action, '.', 1)),
        'resource_id', coalesce(known ->> 'resource_id', waiting.subject),
        'outcome', coalesce(known ->> 'outcome', 'SUCCESS'),
        'occurred_at', waiting.occurred_at,
        'actor', jsonb_build_object('type', coalesce(known ->> 'actor_type', 'SYSTEM'), 'id', known -> 'actor_id'),
        'ip', known -> 'ip',
        'user_agent', known -> 'user_agent',
        'request_id', known -> 'request_id',
        'before', NULL,
        'after', NULL,
        'version', NULL,
        'detail', noted)::text;
END
$$;

REVOKE ALL ON FUNCTION atrium.digest(jsonb), atrium.shortened(jsonb), atrium.change_identity(bigint, text, boolean)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION atrium.digest(jsonb), atrium.shortened(jsonb), atrium.change_identity(bigint, text, boolean)
    TO ${relay};
