package io.atrium.tenant;

import io.atrium.kit.testing.HttpRulesCheck;
import io.atrium.kit.testing.OpenApiCheck;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocumentationTest {

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }

    @Test
    void shouldFollowTheRulesOfHttpOnEveryRoute() throws IOException {
        HttpRulesCheck.verify();
    }
}
