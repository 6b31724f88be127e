package io.atrium.audit;

import io.atrium.kit.testing.OpenApiCheck;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocumentationTest {

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }
}
