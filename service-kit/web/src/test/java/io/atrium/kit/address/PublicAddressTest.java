package io.atrium.kit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, http://localhost:8000/api/v1/users/7",
        "https://api.example.com/, https://api.example.com/api/v1/users/7",
        "https://example.com/atrium//, https://example.com/atrium/api/v1/users/7",
        "' https://example.com/a/../b', https://example.com/b/api/v1/users/7",
        "http://[2001:db8::1]:8080, http://[2001:db8::1]:8080/api/v1/users/7"
    })
    void shouldResolveAPath(String setting, String resolved) {
        assertThat(new PublicAddress(setting).resolve("/api/v1/users/7")).hasToString(resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8000",
                "ftp://example.com",
                "//example.com",
                "http://",
                "http://:80",
                "http://example.com:99999",
                "http://example.com:0",
                "http://user@example.com",
                "http://example.com/?a",
                "http://example.com/#a",
                "http://exa mple.com"
            })
    void shouldRefuseWhatIsNoAddress(String setting) {
        assertThatThrownBy(() -> new PublicAddress(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("PUBLIC_URL is");
    }
}
