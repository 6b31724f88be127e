package io.atrium.tenant.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "example.com,example.com",
        " Example.COM. ,example.com",
        "Bücher.example,xn--bcher-kva.example",
        "xn--bcher-kva.example,xn--bcher-kva.example",
        "BÜCHER.example,xn--bcher-kva.example",
        "a-b.co.uk,a-b.co.uk"
    })
    void shouldNormaliseDomains(String text, String value) {
        assertThat(DomainName.of(text, "domain").value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "-a.com",
                "a-.com",
                "a..com",
                "a b.com",
                "a_b.com",
                "127.0.0.1",
                "example.com/x",
                "http://example.com",
                "a.com\u0000",
                "."
            })
    void shouldRefuseWhatIsNoDomain(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> DomainName.of(text, "domain"))
                .matches(problem -> problem.code() == ErrorCode.VALIDATION_FAILED);
    }

    @Test
    void shouldRefuseAnOverlongDomain() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> DomainName.of("abcdefgh.".repeat(30) + "com", "domain"));
    }
}
