-- The trace that wrote a message, as W3C Trace Context writes traceparent: told by the transaction's settings, so that
-- whatever writes the message, a trigger too, need not know of it. Without tracing there is no such setting, and no value.
ALTER TABLE atrium.outbox
    ADD COLUMN trace_parent text DEFAULT nullif(current_setting('app.trace_parent', true), '')
        CHECK (length(trace_parent) = 55);

COMMENT ON COLUMN atrium.outbox.trace_parent IS 'Of the transaction, by its setting app.trace_parent; no role may write it.';
