package io.atrium.system;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

/** A new tenant works at once: no service has to have heard of it. */
class FirstRequestsIT {

    private static final List<String> ONE_OF_EACH_SERVICE =
            List.of("/users/", "/organizations/me", "/audit/events", "/webhooks/events", "/integrations/");

    @RepeatedTest(3)
    void shouldBeServedByEveryServiceRightAfterRegistration() {
        Tenant tenant = Tenant.register();

        ONE_OF_EACH_SERVICE.forEach(
                path -> tenant.as().get("/api/v1" + path).then().statusCode(200));
    }
}
