-- The end of each organization's chain. Its row is locked while events are appended, so that seq has no gap.
CREATE TABLE audit_heads (
    organization_id uuid        NOT NULL PRIMARY KEY,
    seq             bigint      NOT NULL DEFAULT 0 CHECK (seq >= 0),
    hash            bytea       NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(hash) = 32),
    recorded_at     timestamptz NOT NULL DEFAULT '-infinity',
    version         integer     NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

COMMENT ON COLUMN audit_heads.hash IS 'Of the last link; 32 zero bytes before the first.';

-- The chain itself: nothing in it tells what happened.
CREATE TABLE audit_events (
    organization_id uuid        NOT NULL,
    month           date        NOT NULL,
    seq             bigint      NOT NULL CHECK (seq > 0),
    event_id        uuid        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    clock_skew      boolean     NOT NULL,
    digest          bytea       NOT NULL CHECK (length(digest) = 32),
    hash            bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (organization_id, seq, month),
    UNIQUE (organization_id, event_id, month)
) PARTITION BY RANGE (month);

COMMENT ON COLUMN audit_events.digest IS 'SHA-256 of the payload''s salt and its canonical record (RFC 8785).';
COMMENT ON COLUMN audit_events.hash IS 'SHA-256 of this link and the hash before it.';

-- What happened, beside the chain, so that it can be erased while the chain still verifies.
CREATE TABLE audit_payloads (
    organization_id uuid        NOT NULL,
    month           date        NOT NULL,
    seq             bigint      NOT NULL,
    action          text        NOT NULL,
    resource_type   text        NOT NULL,
    resource_id     text,
    outcome         text        NOT NULL CHECK (outcome IN ('SUCCESS', 'FAILURE', 'DENIED')),
    actor_type      text        NOT NULL,
    actor_id        text,
    ip              text,
    request_id      text,
    occurred_at     timestamptz NOT NULL,
    words           text        NOT NULL,
    record          text        NOT NULL,
    salt            bytea       NOT NULL CHECK (length(salt) = 16),
    PRIMARY KEY (organization_id, seq, month)
) PARTITION BY RANGE (month);

COMMENT ON COLUMN audit_payloads.words IS 'The record''s values in lower case, for searching.';
COMMENT ON COLUMN audit_payloads.record IS 'The canonical record (RFC 8785); the columns beside it repeat parts of it.';

CREATE INDEX audit_payloads_by_actor ON audit_payloads (organization_id, actor_id, seq);
CREATE INDEX audit_payloads_by_action ON audit_payloads (organization_id, action, seq);
CREATE INDEX audit_payloads_by_resource ON audit_payloads (organization_id, resource_type, resource_id, seq);
CREATE INDEX audit_payloads_by_time ON audit_payloads (organization_id, occurred_at, seq);

SELECT atrium.protect('audit_heads', ingest => true,
                      privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT, UPDATE');
SELECT atrium.protect('audit_events', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT');
SELECT atrium.protect('audit_payloads', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT');

CREATE FUNCTION audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME LIKE 'audit\_payloads%' AND current_user = '${owner}' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_payloads
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_payloads
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

-- A head only moves forward.
CREATE FUNCTION audit_head_forward() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.seq < OLD.seq OR NEW.organization_id <> OLD.organization_id THEN
        RAISE EXCEPTION 'the head of a chain only moves forward' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER forward_only BEFORE UPDATE OR DELETE ON audit_heads
    FOR EACH ROW EXECUTE FUNCTION audit_head_forward();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_heads
    FOR EACH STATEMENT EXECUTE FUNCTION audit_head_forward();
