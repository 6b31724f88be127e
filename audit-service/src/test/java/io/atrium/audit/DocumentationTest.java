package io.atrium.audit;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.HttpRulesCheck;
import io.atrium.kit.testing.OpenApiCheck;
import io.atrium.kit.testing.OpenApiDocuments;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class DocumentationTest {

    @TestHTTPResource
    URL root;

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }

    @Test
    void shouldAnswerWithTheCommittedDocument() {
        OpenApiDocuments.verify("audit-service");
    }

    @Test
    void shouldTakeNoRequestThatHttpDoesNotAllow() throws Exception {
        RawRequestCheck.ofService(root.getPort(), "/api/v1/audit/events").all();
    }

    @Test
    void shouldFollowTheRulesOfHttpOnEveryRoute() throws Exception {
        HttpRulesCheck.verify();
    }
}
