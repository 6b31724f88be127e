package io.atrium.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.FieldCost;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FieldCostTest extends IdentityTest {

    @Inject
    ObjectMapper mapper;

    @Inject
    Validator validator;

    @Test
    void shouldReadEachFieldOfABodyInTimeThatGrowsWithItsLength() {
        FieldCost.verify("io.atrium.identity", mapper, validator::validate);
    }
}
