package io.atrium.kit.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.com, false, example.com, 80, ''",
        "https://example.com/, true, example.com, 443, ''",
        "HTTPS://API.Example.COM:8443/V2/, true, api.example.com, 8443, /V2",
        "http://localhost:8001, false, localhost, 8001, ''",
        "http://mock-services:65535/a%20b/c;d=e/@f:g, false, mock-services, 65535, /a%20b/c;d=e/@f:g",
        "http://xn--bcher-kva.example:1, false, xn--bcher-kva.example, 1, ''",
        "http://93.184.216.34:80/x, false, 93.184.216.34, 80, /x",
        "http://0.0.0.0, false, 0.0.0.0, 80, ''",
        "'http://[2606:2800:220:1:248:1893:25c8:1946]:8080/p', false, 2606:2800:220:1:248:1893:25c8:1946, 8080, /p",
        "'http://[::1]', false, ::1, 80, ''",
        "'http://[::ffff:127.0.0.1]:81', false, ::ffff:127.0.0.1, 81, ''",
        "http://1password.com., false, 1password.com., 80, ''"
    })
    void shouldFindThePartsThatOtherParsersFind(String text, boolean tls, String host, int port, String path) {
        HttpUrl url = HttpUrl.parse(text);

        assertThat(url).isEqualTo(new HttpUrl(tls, host, port, path));
        URI java = URI.create(text);
        assertThat(java.getHost().replaceAll("[\\[\\]]", "")).isEqualToIgnoringCase(host);
        assertThat(java.getPort()).isIn(port, -1);
        RequestOptions vertx = new RequestOptions().setAbsoluteURI(text);
        assertThat(vertx.getHost().replaceAll("[\\[\\]]", "")).isEqualToIgnoringCase(host);
        assertThat(vertx.getPort()).isEqualTo(port);
        assertThat(vertx.isSsl()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com:99999",
                "http://example.com:65536",
                "http://example.com:0",
                "http://example.com:-1",
                "http://example.com:+80",
                "http://example.com:08080",
                "http://example.com:",
                "http://example.com:/",
                "http://example.com:80:80",
                "http://example.com:8o",
                "http://example.com:\u0668\u0660",
                "http://example.com:\uff18\uff10"
            })
    void shouldRefusePort(String text) {
        assertThatThrownBy(() -> HttpUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "http:",
                "http:/example.com",
                "http://",
                "http:///x",
                "http://:80",
                "//example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "httpx://example.com",
                "http://[::1",
                "http://::1]",
                "http://[]",
                "http://[::1]x",
                "http://[::1]:80:80",
                "http://[fe80::1%25eth0]",
                "http://[fe80::1%eth0]",
                "http://[v1.x]",
                "http://[1:2:3]",
                "http://[1::2::3]",
                "http://[1:2:3:4:5:6:7:8:9]",
                "http://[12345::]",
                "http://[::1.2.3]",
                "http://[::01.2.3.4]",
                "http://user@example.com",
                "http://user:password@example.com",
                "http://@example.com",
                "http://a@b@example.com",
                "http://example.com?x=1",
                "http://example.com/a?x",
                "http://example.com#f",
                "http://example.com/#",
                "http://example.com\\@evil.example",
                "http:\\\\example.com",
                "http://example.com\\a",
                " http://example.com",
                "http://example.com ",
                "http://exam ple.com",
                "http://example.com/a b",
                "http://example.com\t",
                "http://example.com\r\nHost: evil.example",
                "http://example.com/\u0000",
                "http://example.com/\u007f",
                "http://b\u00fccher.example",
                "http://\uff11\uff10.0.0.1",
                "http://ex\u3002ample",
                "http://example\u2024com",
                "http://%65xample.com",
                "http://example.com%2f@evil.example",
                "http://127%2e0.0.1",
                "http://exa_mple.com",
                "http://-example.com",
                "http://example-.com",
                "http://example..com",
                "http://.example.com",
                "http://.",
                "http://example.com..",
                "http://2130706433",
                "http://0177.0.0.1",
                "http://127.1",
                "http://0x7f.0.0.1",
                "http://0x7f000001",
                "http://1.2.3.4.",
                "http://1.2.3.256",
                "http://1.2.3.4.5",
                "http://example.0x",
                "http://a.b.c.1e",
                "http://example.com/%",
                "http://example.com/%zz",
                "http://example.com/%2",
                "http://example.com/[a]",
                "http://example.com/<a>",
                "http://example.com/{a}",
                "http://ex*mple.com",
                "http://a,b",
                "http://a;b",
                "http://$host"
            })
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> HttpUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ");
    }

    @Test
    void shouldBoundTheLengthOfTextNamesAndLabels() {
        String label = "a".repeat(63);
        String name = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(HttpUrl.parse("http://" + name).host()).hasSize(253);
        assertThatThrownBy(() -> HttpUrl.parse("http://" + name + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpUrl.parse("http://a" + label + ".com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpUrl.parse("http://a.com/" + "a".repeat(2000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
