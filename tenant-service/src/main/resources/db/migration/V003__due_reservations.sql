-- Reservations that nobody has settled: the worker reads here what is due over all organizations, and then acts in the
-- transaction of the one.
CREATE TABLE due_reservations (
    organization_id uuid        PRIMARY KEY,
    due_at          timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0
);

CREATE INDEX due_reservations_due ON due_reservations (due_at);

GRANT SELECT, INSERT, DELETE ON due_reservations TO ${app};
GRANT SELECT, UPDATE ON due_reservations TO ${worker};
