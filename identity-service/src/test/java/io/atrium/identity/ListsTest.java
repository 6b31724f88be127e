package io.atrium.identity;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.ListFuzz;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListsTest extends IdentityTest {

    @Test
    void shouldWithstandHostileQueriesAndPageThroughEveryRow() {
        Person admin = registered();
        for (String role : new String[] {"USER", "VIEWER", "ORG_ADMIN"}) {
            admin.sends(newUser(role)).post("/api/v1/users").then().statusCode(201);
        }

        ListFuzz.run(admin.accessToken(), registered().accessToken());
    }
}
