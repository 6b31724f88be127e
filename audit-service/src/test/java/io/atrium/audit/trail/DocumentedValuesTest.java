package io.atrium.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.ActionOutcome;
import io.atrium.contracts.ActorType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.junit.jupiter.api.Test;

/** Annotations take constants alone, so their lists are held against the contract's here. */
class DocumentedValuesTest {

    @Test
    void shouldDocumentEveryOutcome() throws NoSuchFieldException {
        Parameter outcome = EventFilter.class.getDeclaredField("outcome").getAnnotation(Parameter.class);

        assertThat(outcome.schema().enumeration()).containsExactly(names(ActionOutcome.values()));
    }

    @Test
    void shouldDocumentEveryTypeOfActor() throws NoSuchFieldException {
        Schema type = EventSummary.Actor.class.getDeclaredField("type").getAnnotation(Schema.class);

        assertThat(type.enumeration()).containsExactly(names(ActorType.values()));
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
