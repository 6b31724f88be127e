package io.atrium.kit.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String OLD = "old-passphrase-0123456789-0123456789";
    private static final String NEW = "new-passphrase-0123456789-0123456789";

    private final SecretBox box = SecretBox.of(OLD);

    @Test
    void shouldOpenWhatItSealed() {
        String sealed = box.seal("secret".getBytes(UTF_8), "org/source");
        assertThat(sealed).matches("v1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]+");
        assertThat(box.open(sealed, "org/source")).isEqualTo("secret".getBytes(UTF_8));
        assertThat(SecretBox.of(NEW, OLD).open(sealed, "org/source")).isEqualTo("secret".getBytes(UTF_8));
    }

    @Test
    void shouldSealDifferentlyEachTime() {
        assertThat(box.seal(new byte[] {1}, "a")).isNotEqualTo(box.seal(new byte[] {1}, "a"));
    }

    @Test
    void shouldRefuseAnotherContextKeyOrText() {
        String sealed = box.seal("secret".getBytes(UTF_8), "org/source");
        String changed = sealed.substring(0, sealed.length() - 2) + (sealed.endsWith("AA") ? "BB" : "AA");
        assertThatIllegalArgumentException().isThrownBy(() -> box.open(sealed, "org/other"));
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBox.of(NEW).open(sealed, "org/source"));
        assertThatIllegalArgumentException().isThrownBy(() -> box.open(changed, "org/source"));
        assertThatIllegalArgumentException().isThrownBy(() -> box.open("v1.x", "org/source"));
    }

    @Test
    void shouldRefuseAShortPassphrase() {
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBox.of("short"));
    }

    @Test
    void shouldSealAnewUnderTheCurrentKey() {
        String sealed = box.seal("secret".getBytes(UTF_8), "org/source");
        SecretBox rotated = SecretBox.of(NEW, OLD);
        assertThat(rotated.isCurrent(sealed)).isFalse();

        String renewed = rotated.reseal(sealed, "org/source");

        assertThat(rotated.isCurrent(renewed)).isTrue();
        assertThat(rotated.reseal(renewed, "org/source")).isSameAs(renewed);
        assertThat(SecretBox.of(NEW).open(renewed, "org/source")).isEqualTo("secret".getBytes(UTF_8));
    }

    @Test
    void shouldNameTheSettingThatLacksAKey() {
        String sealed = box.seal("secret".getBytes(UTF_8), "org/source");
        SecretBox other = SecretBox.of(SecretKeys.of("SECRET_KEY", NEW, Optional.empty()));
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> other.open(sealed, "org/source"))
                .withMessageContaining("SECRET_KEY_PREVIOUS")
                .withMessageContaining(box.keyId());
    }
}
