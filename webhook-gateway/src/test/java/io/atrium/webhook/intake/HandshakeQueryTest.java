package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeQueryTest {

    @Test
    void shouldReadNamesInAnyCase() {
        HandshakeQuery query = HandshakeQuery.of("/x?validationtoken=a%20b+c&hub.mode=subscribe");

        assertThat(query.has("validationToken")).isTrue();
        assertThat(query.get("validationToken")).isEqualTo("a b c");
        assertThat(query.get("hub.mode")).isEqualTo("subscribe");
        assertThat(query.get("hub.challenge")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/x?", "/x?validationToken=%zz", "/x?validationToken=%", "/x?a;validationToken=b"})
    void shouldFindNothingInOtherQueries(String uri) {
        assertThat(HandshakeQuery.of(uri).has("validationToken")).isFalse();
    }

    @Test
    void shouldHaveNoValueThatIsThereTwice() {
        assertThat(HandshakeQuery.of("/x?validationToken=a&validationToken=b").get("validationToken"))
                .isNull();
    }

    @Test
    void shouldReadABoundedNumberOfParameters() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "&a" + i + "=1").reduce("", String::concat);

        assertThat(HandshakeQuery.of("/x?" + many + "&validationToken=a").has("validationToken"))
                .isFalse();
    }
}
