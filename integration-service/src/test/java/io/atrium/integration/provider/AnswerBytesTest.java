package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerBytesTest {

    private static final int MEBIBYTE = 1024 * 1024;

    /** 24 MiB: answers of 4 MiB for the process, of 2 MiB for an organization alone, of half of what is left for the next. */
    private final AnswerBytes bytes = new AnswerBytes(config(), new SimpleMeterRegistry());

    @Test
    void shouldKeepHalfOfTheMemoryForOthers() {
        UUID hungry = UUID.randomUUID();
        AnswerBytes.Held first = bytes.open(hungry);
        AnswerBytes.Held second = bytes.open(hungry);

        boolean taken = first.take(2 * MEBIBYTE);

        assertThat(taken).isTrue();
        assertThat(second.take(1)).isFalse();
        AnswerBytes.Held other = bytes.open(UUID.randomUUID());
        assertThat(other.take(MEBIBYTE)).isTrue();
        assertThat(other.take(1)).isFalse();
        assertThat(bytes.open(UUID.randomUUID()).take(MEBIBYTE / 2)).isTrue();
    }

    @Test
    void shouldGiveBackWhatACallHeld() {
        UUID organization = UUID.randomUUID();
        AnswerBytes.Held call = bytes.open(organization);
        call.take(2 * MEBIBYTE);

        call.release();

        assertThat(bytes.open(organization).take(2 * MEBIBYTE)).isTrue();
        assertThat(call.take(1)).isFalse();
    }

    private static ProviderConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(ProviderConfig.class)
                .withDefaultValue("integration.provider.user-url", "http://localhost:1")
                .withDefaultValue("integration.provider.payment-url", "http://localhost:1")
                .withDefaultValue("integration.provider.communication-url", "http://localhost:1")
                .withDefaultValue("integration.provider.answer-bytes", Integer.toString(24 * MEBIBYTE))
                .build()
                .getConfigMapping(ProviderConfig.class);
    }
}
