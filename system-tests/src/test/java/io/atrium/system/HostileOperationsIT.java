package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation that a service documents, with hostile values in every place where a caller can put one. No reply is a
 * fault, every refusal is a problem with a known code, and afterwards the platform works for everybody else as before.
 */
class HostileOperationsIT {

    /** Values for each place: a share of the kinds, or each of them several times. */
    private static final int SHARE = 2;

    private static final int ALL = 40;
    private static final String ONLY = System.getProperty("hostile.only", "");

    private static @Nullable HostileFixture fixture;

    @BeforeAll
    static void makeOrganization() {
        fixture = new HostileFixture();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service"})
    void shouldAnswerAShareOfHostileRequestsAndGoOn(String service) {
        run(service, SHARE);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(
            strings = {"identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service"})
    void shouldAnswerAllHostileRequestsAndGoOn(String service) {
        run(service, ALL);
    }

    private static void run(String service, int share) {
        // Given
        HostileFixture organization = Objects.requireNonNull(fixture);
        HostileReport report = new HostileReport(service);
        HostileRun run = new HostileRun(report);
        PlatformHealth platform = new PlatformHealth();
        int sent = 0;
        long began = System.nanoTime();

        // When
        for (long seed : HostileSeeds.ofThisRun()) {
            for (HostileOperation operation : HostileOperation.all(document(service))) {
                if (operation.name().contains(ONLY)) {
                    sent += run.send(seed, HostileCases.of(operation, organization, seed, share));
                }
            }
        }

        System.out.printf("%d hostile requests to %s in %.1f s%n", sent, service, (System.nanoTime() - began) / 1e9);

        // Then
        report.add(service, SecondOrganization.faults());
        report.add(service, platform.faults());
        report.add(service, StoredData.faults(organization.tenant()));
        assertThat(sent).as("requests to " + service).isPositive();
        report.requireNone();
    }

    private static JsonNode document(String service) {
        String text = given().baseUri(Suite.running().address())
                .get("/openapi/" + service + "?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the document of " + service + " is no JSON", e);
        }
    }
}
