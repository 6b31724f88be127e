package io.atrium.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info@b\u00FCcher-1.example",
                "info@bu\u0308cher-1.example",
                "INFO@B\u00DCCHER-1.EXAMPLE",
                "\uFF49\uFF4E\uFF46\uFF4F\uFF20\uFF42\u00FC\uFF43\uFF48\uFF45\uFF52-1\uFF0E\uFF45xample",
                "info@b\u00FCcher-1\u3002example",
                "info@b\u00FCcher-1.example.",
                "\u2003info@b\u00FCcher-1.example\u00A0"
            })
    void shouldCompareTheSpellingsOfAnAddressAsOne(String spelling) {
        EmailAddress address = EmailAddress.of(spelling);

        EmailAddress ascii = EmailAddress.of(address.ascii());
        assertThat(address.value()).isEqualTo("info@b\u00FCcher-1.example");
        assertThat(address.ascii()).startsWith("info@xn--bcher-1-").endsWith(".example");
        assertThat(ascii).isEqualTo(address);
        assertThat(ascii.comparable()).isEqualTo(address.comparable()).isEqualTo(address.ascii());
    }

    @ParameterizedTest
    @CsvSource({"Ada@Example.COM, ada@example.com", "a.b+c_d@x-y.example, a.b+c_d@x-y.example"})
    void shouldCompareAsciiInLowerCase(String spelling, String comparable) {
        assertThat(EmailAddress.of(spelling).comparable()).isEqualTo(comparable);
    }

    @Test
    void shouldFoldTheLocalPart() {
        assertThat(EmailAddress.of("stra\u00DFe@example.com").comparable())
                .isEqualTo(EmailAddress.of("STRASSE@example.com").comparable());
        assertThat(EmailAddress.of("jose\u0301@example.com").value()).isEqualTo("jos\u00E9@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "@example.com",
                "ada@localhost",
                "ada@127.0.0.1",
                "ada@[127.0.0.1]",
                "a b@example.com",
                "ada @example.com",
                "ada@ example.com",
                "\"ada\"@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "ada@exa mple.com",
                "ada@-example.com",
                "ada@example..com",
                "a@b@example.com",
                "ada@exa_mple.com",
                "a\u200Dda@example.com",
                "ada@exam\u200Dple.com",
                "ada@exam\u00ADple.com",
                "ada@exam\u200Bple.com",
                "ada@xn--a.example",
                "ada@\u2474.example",
                "a\u05D0@example.com",
                "\u2603@example.com"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text)).isInstanceOf(TextRefusedException.class);
    }

    @Test
    void shouldBoundAnAddressInOctets() {
        assertThat(EmailAddress.of("x".repeat(64) + "@example.com").localPart()).hasSize(64);
        assertThatThrownBy(() -> EmailAddress.of("x".repeat(65) + "@example.com"))
                .isInstanceOf(TextRefusedException.class);
        assertThatThrownBy(() -> EmailAddress.of("\u5C71".repeat(22) + "@example.com"))
                .isInstanceOf(TextRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "example.com., example.com",
        "b\u00FCcher.example, xn--bcher-kva.example",
        "B\u00DCCHER.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "fa\u00DF.example, xn--fa-hia.example",
        "\u4F8B\u3048\u3002\u30C6\u30B9\u30C8, xn--r8jz45g.xn--zckzah",
        "ab--cd.example, ab--cd.example"
    })
    void shouldReadDomainsByUts46(String text, String value) {
        assertThat(DomainName.of(text).value()).isEqualTo(value);
        assertThat(DomainName.of(DomainName.of(text).unicode()).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "10.0.0.1", "0x7f.1", "a..b", ".", "*.example.com", "exam\u2060ple.com", "a\u0378.b"
            })
    void shouldRefuseWhatIsNoDomain(String text) {
        assertThatThrownBy(() -> DomainName.of(text)).isInstanceOf(TextRefusedException.class);
    }

    @Test
    void shouldRefuseSubdomainsThatCertificatesCannotName() {
        assertThat(SubdomainLabel.of(" Acme-1 ").value()).isEqualTo("acme-1");
        assertThatThrownBy(() -> SubdomainLabel.of("b\u00FCcher")).isInstanceOf(TextRefusedException.class);
        assertThatThrownBy(() -> SubdomainLabel.of("xn--bcher-kva")).isInstanceOf(TextRefusedException.class);
        assertThatThrownBy(() -> SubdomainLabel.of("two.labels")).isInstanceOf(TextRefusedException.class);
    }
}
