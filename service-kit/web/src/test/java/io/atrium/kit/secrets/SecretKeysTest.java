package io.atrium.kit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretKeysTest {

    private static final String CURRENT = "current-passphrase-0123456789-0123456789";
    private static final String EARLIER = "earlier-passphrase-0123456789-0123456789";

    @Test
    void shouldLeaveOutRepetitionsAndBlanks() {
        SecretKeys keys = SecretKeys.of("SECRET_KEY", CURRENT, List.of(CURRENT, " " + EARLIER, "", EARLIER));

        assertThat(keys.all()).containsExactly(CURRENT, EARLIER);
    }

    @Test
    void shouldHaveNoEarlierKeysByDefault() {
        assertThat(SecretKeys.of("SECRET_KEY", CURRENT, Optional.empty()).earlier())
                .isEmpty();
    }

    @Test
    void shouldNameTheSettingOfAShortKeyAndNotShowIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKeys.of("SECRET_KEY", CURRENT, List.of("short")))
                .withMessageContaining("SECRET_KEY_PREVIOUS")
                .withMessageNotContaining("short");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKeys.of("SECRET_KEY", "short", List.of()))
                .withMessageStartingWith("SECRET_KEY:");
    }

    @Test
    void shouldBoundTheNumberOfEarlierKeys() {
        List<String> many = IntStream.range(0, 9).mapToObj(n -> EARLIER + n).toList();

        assertThatIllegalArgumentException().isThrownBy(() -> SecretKeys.of("SECRET_KEY", CURRENT, many));
    }

    @Test
    void shouldCountRowsByKey() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        SecretBox box = SecretBox.of(SecretKeys.of("SECRET_KEY", CURRENT, List.of(EARLIER)));

        new KeyUsage(box, registry)
                .report(Map.of(box.keyId(), 3L, SecretBox.of(EARLIER).keyId(), 2L, "", 1L));

        assertThat(rows(registry, "current")).isEqualTo(3);
        assertThat(rows(registry, "earlier")).isEqualTo(2);
        assertThat(rows(registry, "unknown")).isEqualTo(1);
    }

    private static double rows(SimpleMeterRegistry registry, String key) {
        return registry.get("atrium.secrets.rows").tag("key", key).gauge().value();
    }
}
