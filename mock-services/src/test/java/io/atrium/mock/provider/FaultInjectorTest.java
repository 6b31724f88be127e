package io.atrium.mock.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.mock.record.Provider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultInjectorTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Vertx vertx;
    private static RunningProvider payments;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        payments = new RunningProvider(vertx, Provider.PAYMENT);
    }

    @AfterAll
    static void stop() {
        payments.close();
        vertx.close();
    }

    @Test
    void shouldFailForTheNextCallsOnly() {
        faults("few", Map.of("status", 503, "calls", 2));

        payments.caller("few").get("/payments").then().statusCode(503);
        payments.caller("few").get("/control/faults").then().body("calls", equalTo(1));
        payments.caller("few").get("/payments").then().statusCode(503);
        payments.caller("few").get("/payments").then().statusCode(200);
    }

    @Test
    void shouldLeaveOtherCredentialsAlone() {
        faults("broken", Map.of("error_rate", 1));

        payments.caller("broken").get("/payments").then().statusCode(500);
        payments.caller("whole").get("/payments").then().statusCode(200);
        payments.caller("broken").delete("/control/faults").then().statusCode(204);
        payments.caller("broken").get("/payments").then().statusCode(200);
    }

    @Test
    void shouldBreakTheWholeProviderWhenAskedTo() {
        try (RunningProvider other = new RunningProvider(vertx, Provider.PAYMENT)) {
            other.caller("operator")
                    .body(Map.of("status", 502, "scope", "provider"))
                    .put("/control/faults")
                    .then()
                    .statusCode(200);

            other.caller("anyone").get("/payments").then().statusCode(502);
            other.caller("operator").delete("/control/faults?scope=provider");
            other.caller("anyone").get("/payments").then().statusCode(200);
        }
    }

    @Test
    void shouldAskToWaitInSecondsOrUntilADate() {
        faults("fast", Map.of("rate_limit", Map.of("retry_after_seconds", 7)));
        faults("faster", Map.of("rate_limit", Map.of("retry_after_seconds", 60, "format", "http_date")));

        payments.caller("fast").get("/payments").then().statusCode(429).header("Retry-After", "7");
        String date = payments.caller("faster").get("/payments").header("Retry-After");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                .isAfter(ZonedDateTime.now().plusSeconds(40));
    }

    @Test
    void shouldAnswerWithWhatIsNoList() {
        faults("html", Map.of("html_200", true));
        faults("empty", Map.of("empty_list", true));
        faults("half", Map.of("half_list", true));

        payments.caller("html").get("/payments").then().statusCode(200).contentType("text/html");
        payments.caller("empty").get("/payments").then().statusCode(200).body("items", empty());
        payments.caller("half").get("/payments").then().body("items", hasSize(50), "next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate_bodies", "outage"})
    void shouldBreakTheConnection(String fault) {
        faults(fault, Map.of(fault, true));

        assertThatThrownBy(() -> get(fault)).hasRootCauseInstanceOf(IOException.class);
        payments.caller(fault).get("/control/stats").then().body("faults", greaterThanOrEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "slow_loris"})
    void shouldKeepTheCallerWaiting(String fault) {
        faults(fault, Map.of(fault, true));

        assertThatThrownBy(() -> get(fault)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldWaitBeforeItAnswers() {
        faults("slow", Map.of("latency_ms", 150, "latency_jitter_ms", 20));
        long start = System.nanoTime();

        payments.caller("slow").get("/payments").then().statusCode(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": 200}", "{\"error_rate\": 2}", "{\"unknown\": true}", "{\"calls\": 0}"})
    void shouldRefuseSwitchesThatMakeNoSense(String body) {
        payments.caller()
                .body(body)
                .put("/control/faults")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
    }

    private static void faults(String credential, Map<String, Object> plan) {
        payments.caller(credential).body(plan).put("/control/faults").then().statusCode(200);
    }

    private static void get(String credential) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + payments.port() + "/payments?limit=5"))
                .header("Authorization", "Bearer " + credential)
                .build();
        HTTP.sendAsync(request, BodyHandlers.ofString()).get(800, TimeUnit.MILLISECONDS);
    }
}
