package io.atrium.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PassphraseTest {

    @Test
    void shouldPrepareAsOpaqueString() {
        assertThat(Passphrase.prepare(" Zoe\u0308\u00A0\u3000x ")).isEqualTo(" Zo\u00EB  x ");
        assertThat(Passphrase.prepare("\uFF21")).isEqualTo("\uFF21");
    }

    @Test
    void shouldRefuseNothingThatIsPresented() {
        assertThat(Passphrase.prepare("x\u0000\u200B\uD800")).isEqualTo("x\u0000\u200B\uD800");
    }

    @Test
    void shouldKeepTheSpacesOfANewOne() {
        assertThat(Passphrase.of(" four words ", 512)).isEqualTo(" four words ");
        assertThatThrownBy(() -> Passphrase.of("four\twords", 512)).isInstanceOf(TextRefusedException.class);
    }

    @Test
    void shouldFoldForLists() {
        assertThat(Passphrase.folded("\uFF30\uFF21\uFF33\uFF33word")).isEqualTo("password");
    }
}
