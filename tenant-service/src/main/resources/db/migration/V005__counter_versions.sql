-- How often a counter was written: every row that can change has a version.
ALTER TABLE counters ADD COLUMN version integer NOT NULL DEFAULT 0;
