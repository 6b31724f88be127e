package io.atrium.mock.provider;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.mock.record.Provider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@TestProfile(MockServicesTest.FreePorts.class)
class MockServicesTest {

    /** Ports that nobody else has. */
    public static class FreePorts implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mock.user.port", "0", "mock.payment.port", "0", "mock.communication.port", "0");
        }
    }

    @Inject
    MockServices services;

    @ParameterizedTest
    @EnumSource(Provider.class)
    void shouldServeEveryProviderWithItsProbes(Provider provider) {
        int port = services.port(provider);

        for (String probe : new String[] {"live", "ready", "started"}) {
            given().port(port).get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
        }
        given().port(port)
                .header("Authorization", "Bearer quarkus-test")
                .get("/" + provider.collection())
                .then()
                .statusCode(200);
        given().port(port)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("mock_requests_total"), containsString("mock_webhook_queue"));
    }
}
