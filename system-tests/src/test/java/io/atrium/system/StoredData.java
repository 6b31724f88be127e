package io.atrium.system;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever was stored can be read back: every list of an organization, page by page. What came past the API is not held
 * against the API's documents.
 */
final class StoredData {

    private static final List<String> READS = List.of(
            "/users?limit=200",
            "/organizations/me",
            "/organizations/me/stats",
            "/audit/events?limit=200",
            "/audit/verify",
            "/integrations?limit=200",
            "/integrations/health",
            "/integrations/data/users?limit=200",
            "/integrations/data/payments?limit=200",
            "/integrations/data/messages?limit=200",
            "/integrations/sync/jobs?limit=200",
            "/webhooks/events?limit=200",
            "/webhooks/dead-letters?limit=200",
            "/webhooks/stats");

    /** Newest first: what a group of requests or records has left is on these. */
    private static final int MOST_PAGES = 6;

    private StoredData() {}

    /** What cannot be read, to its administrator. */
    static List<String> faults(Tenant tenant) {
        List<String> faults = new ArrayList<>();
        for (String read : READS) {
            String path = "/api/v1" + read;
            String next = path;
            for (int page = 0; next != null && page < MOST_PAGES; page++) {
                Response reply = tenant.as()
                        .noFiltersOfType(DocumentedReplies.class)
                        .urlEncodingEnabled(false)
                        .get(next);
                if (reply.statusCode() >= 500) {
                    faults.add(next + " answers " + reply.statusCode() + " " + HostileRequest.shown(reply.asString()));
                }
                next = reply.statusCode() == 200 ? next(path, reply.jsonPath().getString("next_cursor")) : null;
            }
        }
        return faults;
    }

    private static @Nullable String next(String path, @Nullable String cursor) {
        return cursor == null ? null : path + "&cursor=" + cursor;
    }
}
