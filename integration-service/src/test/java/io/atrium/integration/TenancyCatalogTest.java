package io.atrium.integration;

import io.atrium.kit.testing.ArchitectureRules;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenancyCatalogTest {

    @Test
    void shouldKeepEveryTableToItsTenant() {
        TestDatabase database = TestDatabase.of("integration").migrate();

        new TenancyCatalogCheck(database, Set.of("public.due_work")).verify();
    }

    @Test
    void shouldKeepTheArchitecture() {
        ArchitectureRules.of("io.atrium.integration")
                .allowing("CreateIntegrationRequest.baseUrl", "read by HttpUrl, which repairs nothing")
                .allowing("UpdateIntegrationRequest.baseUrl", "read by HttpUrl, which repairs nothing")
                .verify();
    }
}
