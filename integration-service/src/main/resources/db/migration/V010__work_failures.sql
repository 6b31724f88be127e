-- How often in a row a piece of work failed by what nobody expected: each time it waits longer, and in the end it is
-- given up.
ALTER TABLE due_work ADD COLUMN failures integer NOT NULL DEFAULT 0;
