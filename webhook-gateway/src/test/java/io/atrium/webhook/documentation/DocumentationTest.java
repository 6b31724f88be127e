package io.atrium.webhook.documentation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.OpenApiCheck;
import io.atrium.kit.testing.OpenApiDocuments;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class DocumentationTest {

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }

    @Test
    void shouldAnswerWithTheCommittedDocument() {
        OpenApiDocuments.verify("webhook-gateway");
    }

    @Test
    void shouldHoldTheDocumentsOfAllServicesInOne() {
        OpenApiDocuments.verifyMerged();
    }

    @Test
    void shouldAnswerTheMergedDocumentWhileOtherServicesAreDown() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("servers.url", equalTo(List.of("http://localhost:8000")))
                .body("paths", hasKey("/api/v1/users"))
                .body("paths", hasKey("/api/v1/audit/events"));
        given().get("/openapi/")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(containsString("/api/v1/integrations"));
        given().get("/openapi?format=json").then().statusCode(200).contentType("application/json");
    }

    @Test
    void shouldListTheMergedDocumentFirst() {
        String page = given().get("/docs/").then().statusCode(200).extract().asString();

        assertThat(page.indexOf("\"/openapi\"")).isPositive().isLessThan(page.indexOf("/openapi/identity-service"));
    }
}
