package io.atrium.kit.testing;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits for the topics that a service holds in memory; one that does not come in time is the test's to find. */
final class FeedsRead {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String CHECK = "\"name\":\"topic-tables\"";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static volatile String read = "";

    private FeedsRead() {}

    /** Once for each start of the service. */
    static void await() {
        String service = TestHTTPResourceManager.getUri();
        if (service == null || service.equals(read)) {
            return;
        }
        URI readiness = URI.create(service.replaceAll("/$", "") + "/q/health/ready");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isRead(readiness) && Instant.now().isBefore(deadline)) {
            pause();
        }
        read = service;
    }

    private static boolean isRead(URI readiness) {
        try {
            String checks = HTTP.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replaceAll("\\s", "");
            return !checks.contains(CHECK) || checks.contains(CHECK + ",\"status\":\"UP\"");
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
