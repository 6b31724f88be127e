package io.atrium.kit.deadline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.atrium.kit.ProbeResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestDeadlineTest {

    @Test
    void shouldEndARequestThatTakesTooLong() {
        int before = ProbeResource.CANCELLED.get();

        given().get("/api/v1/probe/endless")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("code", equalTo("SERVICE_UNAVAILABLE"))
                .time(lessThan(4_000L));

        assertThat(ProbeResource.CANCELLED.get()).isEqualTo(before + 1);
        assertThat(given().get("/q/metrics").asString()).contains("atrium_http_deadline_exceeded_total");
    }

    @Test
    void shouldGiveAnOperationTheTimeThatItAsksFor() {
        given().get("/api/v1/probe/long").then().statusCode(200);
    }
}
