-- A name that a reservation holds may be free again soon. Whoever asks for it is told when to try again, in seconds, and
-- learns nothing else: neither the claim nor the reservation is the caller's to read.
CREATE FUNCTION domain_reserved_for(wanted text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT greatest(1, ceil(extract(epoch FROM due_at - now())))::integer
      FROM claimed_domains JOIN due_reservations USING (organization_id)
     WHERE domain = wanted
$$;

CREATE FUNCTION subdomain_reserved_for(wanted text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT greatest(1, ceil(extract(epoch FROM due_at - now())))::integer
      FROM claimed_subdomains JOIN due_reservations USING (organization_id)
     WHERE subdomain = wanted
$$;

REVOKE EXECUTE ON FUNCTION domain_reserved_for(text), subdomain_reserved_for(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION domain_reserved_for(text), subdomain_reserved_for(text) TO ${app};
