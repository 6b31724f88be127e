-- Row triggers that write every change of a table into the outbox, in the transaction of the change, with the row
-- before and after, the actor and the request taken from the transaction's settings.

CREATE FUNCTION atrium.setting(name text) RETURNS text
    LANGUAGE sql STABLE
    RETURN nullif(current_setting(name, true), '');

-- Trigger arguments: resource type, redacted columns, ignored columns, id column.
CREATE FUNCTION atrium.capture_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    resource      text   := TG_ARGV[0];
    redacted      text[] := TG_ARGV[1]::text[];
    ignored       text[] := TG_ARGV[2]::text[];
    before        jsonb;
    after         jsonb;
    verb          text;
    organization  uuid;
    col           text;
BEGIN
    IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD) - ignored; END IF;
    IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW) - ignored; END IF;

    -- a change of nothing but the version and the bookkeeping times is none
    IF TG_OP = 'UPDATE' AND before - '{version,updated_at}'::text[] = after - '{version,updated_at}'::text[] THEN
        RETURN NULL;
    END IF;

    verb := CASE
        WHEN TG_OP = 'INSERT' THEN 'created'
        WHEN TG_OP = 'DELETE' THEN 'deleted'
        WHEN before ->> 'deleted_at' IS NULL AND after ->> 'deleted_at' IS NOT NULL THEN 'deleted'
        ELSE 'updated'
    END;

    FOREACH col IN ARRAY redacted LOOP
        IF before ->> col IS DISTINCT FROM after ->> col AND after ->> col IS NOT NULL AND before IS NOT NULL THEN
            after := jsonb_set(after, ARRAY[col], '"[redacted, changed]"');
        ELSIF after ->> col IS NOT NULL THEN
            after := jsonb_set(after, ARRAY[col], '"[redacted]"');
        END IF;
        IF before ->> col IS NOT NULL THEN
            before := jsonb_set(before, ARRAY[col], '"[redacted]"');
        END IF;
    END LOOP;

    organization := coalesce(after ->> 'organization_id', before ->> 'organization_id')::uuid;

    INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data)
    VALUES ('atrium.changes.v1',
            organization::text,
            'io.atrium.' || resource || '.' || verb,
            organization,
            coalesce(after, before) ->> TG_ARGV[3],
            atrium.change(organization, resource || '.' || verb, resource, coalesce(after, before) ->> TG_ARGV[3],
                          'SUCCESS', before, after, NULL));
    RETURN NULL;
END
$$;

-- One shape for every record on atrium.changes.v1, whether a row change or an event that is none.
CREATE FUNCTION atrium.change(organization uuid, action text, resource_type text, resource_id text, outcome text,
                              before jsonb, after jsonb, detail jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN jsonb_build_object(
        'organization_id', organization,
        'action', action,
        'resource_type', resource_type,
        'resource_id', resource_id,
        'outcome', outcome,
        'occurred_at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'actor', jsonb_build_object(
            'type', coalesce(atrium.setting('app.actor_type'), 'SYSTEM'),
            'id', atrium.setting('app.actor_id')),
        'ip', atrium.setting('app.ip'),
        'user_agent', atrium.setting('app.user_agent'),
        'request_id', atrium.setting('app.request_id'),
        'before', before,
        'after', after,
        'version', coalesce(after -> 'version', before -> 'version'),
        'detail', detail);

CREATE FUNCTION atrium.refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is captured row by row: delete its rows instead of truncating it', TG_TABLE_NAME
        USING ERRCODE = 'feature_not_supported';
END
$$;

-- Called by a service's migration, once for each table whose changes are to be audited.
--   redact: columns whose values never leave the database; only that they changed is told
--   ignore: columns that are noise; a change of nothing else writes no event
CREATE FUNCTION atrium.capture(target regclass, resource text, redact text[] DEFAULT '{}', ignore text[] DEFAULT '{}',
                               id_column text DEFAULT 'id') RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE TRIGGER capture_change AFTER INSERT OR UPDATE OR DELETE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION atrium.capture_change(%L, %L, %L, %L)',
                   target, resource, redact, ignore, id_column);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION atrium.refuse_truncate()', target);
END
$$;
