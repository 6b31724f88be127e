-- Names that are unique over all organizations, so they cannot belong to one: which organization holds them is known
-- to the application alone, and a claim of another organization shows in nothing but the refusal.
CREATE TABLE claimed_domains (
    domain          text        PRIMARY KEY,
    organization_id uuid        NOT NULL,
    claimed_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE claimed_subdomains (
    subdomain       text        PRIMARY KEY,
    organization_id uuid        NOT NULL,
    claimed_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX claimed_domains_organization ON claimed_domains (organization_id);
CREATE INDEX claimed_subdomains_organization ON claimed_subdomains (organization_id);

GRANT SELECT, INSERT, DELETE ON claimed_domains, claimed_subdomains TO ${app};
