package io.atrium.identity;

import io.atrium.kit.testing.ArchitectureRules;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void shouldKeepEveryTableInItsOrganization() {
        TestDatabase database = TestDatabase.of("identity").migrate();

        new TenancyCatalogCheck(database, Set.of("public.login_directory", "public.signing_keys")).verify();
    }

    @Test
    void shouldFollowTheArchitecture() {
        ArchitectureRules.of("io.atrium.identity").verify();
    }
}
