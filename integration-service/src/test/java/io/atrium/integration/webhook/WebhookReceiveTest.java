package io.atrium.integration.webhook;

/** The same for the function that claims the events of a batch. */
class WebhookReceiveTest extends WebhookInboxTest {

    @Override
    String claim() {
        return """
                WITH given AS (SELECT ?::uuid[] AS organizations, ?::uuid[] AS events)
                SELECT DISTINCT e
                  FROM given, webhook_receive(organizations, events, ?), unnest(events) WITH ORDINALITY AS u (e, place)
                 WHERE place <> ALL (known)""";
    }
}
