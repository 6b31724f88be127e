package io.atrium.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final Argon2Library LIBRARY = Argon2Library.best();

    private final CommonPasswords common = new CommonPasswords();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password123456789",
                "p@ssw0rd2026!!!",
                "PASSWORDPASSWORD",
                "welcome-2026-2026",
                "aaaaaaaaaaaaaa",
                "abcabcabcabc",
                "123456789012",
                "qwertyuiop[]",
                "1q2w3e4r5t6y",
                "111222333444",
                "!!!Administrator1!!!",
                "iloveyou12345",
                "------------"
            })
    void shouldKnowWhatGuessersTryFirst(String password) {
        assertThat(common.contains(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"four words and a comma, too", "x7#kPq!m2vLz", "Tr1cky-Horse-Paper", "пароль из четырёх слов"})
    void shouldAcceptWhatIsHardToGuess(String password) {
        assertThat(common.contains(password)).isFalse();
    }

    @Test
    void shouldVerifyWhatItHashed() {
        Argon2id cheap = new Argon2id(64, 1, 1);

        String hash = cheap.hash(LIBRARY, "four words and a comma, too");

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(Argon2id.verify(LIBRARY, "four words and a comma, too", hash))
                .isTrue();
        assertThat(Argon2id.verify(LIBRARY, "four words and a comma", hash)).isFalse();
        assertThat(cheap.hash(LIBRARY, "four words and a comma, too")).isNotEqualTo(hash);
        assertThat(cheap.made(hash)).isTrue();
        assertThat(new Argon2id(64, 2, 1).made(hash)).isFalse();
    }

    @Test
    void shouldCostWhatOwaspAsksForUnlessToldOtherwise() {
        PasswordConfig.Argon2 cost = new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .build()
                .getConfigMapping(PasswordConfig.class)
                .argon2();

        String hash = new Argon2id(cost.memoryKib(), cost.iterations(), cost.parallelism()).hash(LIBRARY, "four words");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void shouldVerifyWhatOtherLibrariesHashed() {
        // argon2-cffi: the reference implementation's own test of m=65536, t=2, p=1, "password" under "somesalt"
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(Argon2id.verify(LIBRARY, "password", reference)).isTrue();
        assertThat(Argon2id.verify(LIBRARY, "differentpassword", reference)).isFalse();
    }
}
