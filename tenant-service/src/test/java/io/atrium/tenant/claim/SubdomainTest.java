package io.atrium.tenant.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.TextRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubdomainTest {
    @Test
    void shouldNormaliseSubdomains() {
        assertThat(Subdomain.of(" Acme-1 ").value()).isEqualTo("acme-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "API", "admin", "webhooks", "\uFF37\uFF37\uFF37"})
    void shouldKeepReservedNames(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Subdomain.of(text))
                .matches(problem -> problem.code() == ErrorCode.SUBDOMAIN_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "-ab", "ab-", "a.b", "a_b", "xn--abc", "ä-b"})
    void shouldRefuseWhatIsNoLabel(String text) {
        assertThatExceptionOfType(TextRefusedException.class).isThrownBy(() -> Subdomain.of(text));
    }
}
