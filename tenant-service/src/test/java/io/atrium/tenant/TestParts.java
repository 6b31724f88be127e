package io.atrium.tenant;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.QuarkusTestResource;

/** What every test of the module runs against. */
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(IdentityStub.class)
final class TestParts {
    private TestParts() {}
}
