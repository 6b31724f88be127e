package io.atrium.tenant;

import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {
    @Test
    void shouldKeepOrganizationsApartInEveryTable() {
        TestDatabase database = TestDatabase.of("tenant").migrate();
        new TenancyCatalogCheck(
                        database,
                        Set.of("public.claimed_domains", "public.claimed_subdomains", "public.due_reservations"))
                .verify();
    }
}
