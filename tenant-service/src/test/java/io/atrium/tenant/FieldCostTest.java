package io.atrium.tenant;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.testing.FieldCost;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FieldCostTest {

    @Inject
    ObjectMapper mapper;

    @Inject
    Validator validator;

    @Test
    void shouldReadEachFieldOfABodyInTimeThatGrowsWithItsLength() {
        FieldCost.verify("io.atrium.tenant", mapper, validator::validate);
    }
}
