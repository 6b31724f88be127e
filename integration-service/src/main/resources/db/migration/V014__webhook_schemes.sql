-- The schemes that webhook-gateway verifies.
ALTER TABLE integration DROP CONSTRAINT integration_scheme_check;
ALTER TABLE integration ADD CONSTRAINT integration_scheme_check
    CHECK (scheme IN ('standard-webhooks', 'generic-hmac', 'github', 'stripe', 'slack', 'shopify', 'twilio'));
