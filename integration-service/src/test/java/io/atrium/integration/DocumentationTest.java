package io.atrium.integration;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.OpenApiCheck;
import io.atrium.kit.testing.OpenApiDocuments;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class DocumentationTest {

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }

    @Test
    void shouldAnswerWithTheCommittedDocument() {
        OpenApiDocuments.verify("integration-service");
    }
}
