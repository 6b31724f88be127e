-- A change of SECRET_KEY: which organizations have rows that are sealed under another key, and how many rows are under
-- which. The worker role learns ids and counts, no row; sealing anew is done in each organization's own transaction.

CREATE FUNCTION sealed_under_other_keys(kid text, after_organization uuid, at_most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT i.organization_id
      FROM integration i
     WHERE i.organization_id > after_organization AND split_part(i.credential, '.', 2) <> kid
     UNION
    SELECT s.organization_id
      FROM webhook_secret s
     WHERE s.organization_id > after_organization AND split_part(s.ciphertext, '.', 2) <> kid
     ORDER BY 1
     LIMIT at_most
$$;

CREATE FUNCTION rows_by_secret_key() RETURNS TABLE (kid text, total bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT r.kid, count(*)
      FROM (SELECT split_part(i.credential, '.', 2) AS kid FROM integration i WHERE i.credential IS NOT NULL
            UNION ALL
            SELECT split_part(s.ciphertext, '.', 2) FROM webhook_secret s) r
     GROUP BY r.kid
$$;

REVOKE ALL ON FUNCTION sealed_under_other_keys, rows_by_secret_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealed_under_other_keys, rows_by_secret_key TO ${worker};
