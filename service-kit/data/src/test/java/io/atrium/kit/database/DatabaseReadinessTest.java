package io.atrium.kit.database;

import static org.hamcrest.Matchers.equalTo;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class DatabaseReadinessTest {

    @Test
    void shouldNameTheStateOfEveryPool() {
        RestAssured.get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'database' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data.app", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data.ingest", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data.relay", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data.worker", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data.platform", equalTo("UP"));
    }
}
