package io.atrium.integration.webhook;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same figures when every effect is brought about at once, as before there were shares. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@TestProfile(WebhookSpeedAtOnce.AtOnce.class)
@EnabledIfSystemProperty(named = "measure", matches = "true")
class WebhookSpeedAtOnce extends WebhookSpeed {

    /** No share. */
    public static class AtOnce extends Settings {
        @Override
        public String batchShare() {
            return "1000000";
        }
    }
}
