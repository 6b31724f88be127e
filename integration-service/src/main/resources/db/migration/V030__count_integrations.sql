-- How many integrations an organization has of each provider, as facts on atrium.usage.v1: those that are there now, and
-- from then on every change, whoever makes it.
SELECT atrium.meter('integration', metric => 'configured_integrations', dimension => 'provider');
