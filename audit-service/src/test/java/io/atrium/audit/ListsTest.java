package io.atrium.audit;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.ListFuzz;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class ListsTest {
    @Test
    void shouldWithstandHostileQueriesAndPageThroughEveryRow() {
        UUID organization = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Changes.sendAndAwait(organization, 5);
        Changes.sendAndAwait(other, 1);

        ListFuzz.run(TestTokens.user(organization, "ORG_ADMIN"), TestTokens.user(other, "ORG_ADMIN"));
    }
}
