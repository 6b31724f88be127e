package io.atrium.tenant;

import io.atrium.kit.testing.ListFuzz;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListsTest {
    @Inject
    Api api;

    @Test
    void shouldWithstandHostileQueriesAndPageThroughEveryRow() {
        UUID organization = api.active();
        api.active();
        String operator = TestTokens.user(organization, "SUPER_ADMIN");

        ListFuzz.run(operator, operator);
    }
}
