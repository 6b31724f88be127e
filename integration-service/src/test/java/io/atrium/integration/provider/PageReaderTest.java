package io.atrium.integration.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

    @Test
    void shouldKeepEachItemAsItIsWritten() {
        ProviderPage page = read("\uFEFF {\"total\": {\"a\": [1]}, \"items\": [ {\"id\": \"a\", \"n\": 1.10e131000,"
                + "\"deep\": {\"id\": \"other\"}}, 7, {\"id\":\"b\",\"id\":\"c\"} ], \"next_cursor\": \"n\"}");

        assertThat(page.nextCursor()).isEqualTo("n");
        assertThat(page.items()).hasSize(3);
        assertThat(page.items().get(0).text())
                .isEqualTo("{\"id\": \"a\", \"n\": 1.10e131000,\"deep\": {\"id\": \"other\"}}");
        assertThat(page.items().get(0).value().path("id").asText()).isEqualTo("a");
        assertThat(page.items().get(1).value().path("id").isMissingNode()).isTrue();
        assertThat(page.items().get(2).value().path("id").asText()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"items\":[]}", "{\"items\":[],\"next_cursor\":null}", "{\"items\":[],\"next_cursor\":\"\"}"})
    void shouldTakeTheLastPage(String body) {
        assertThat(read(body).nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"items\":{}}",
                "{\"items\":[],\"next_cursor\":7}",
                "{\"items\":[",
                "{\"items\":[]} {}",
                "{\"items\":[}]}"
            })
    void shouldRefuseWhatIsNoPage(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ProviderException.class);
    }

    @Test
    void shouldRefuseMoreItemsThanAPageCanHave() {
        String items = "{},".repeat(10_000) + "{}";

        assertThatThrownBy(() -> read("{\"items\":[" + items + "]}"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("more than 10000 items");
    }

    private static ProviderPage read(String body) {
        return PageReader.read(body.getBytes(UTF_8), null);
    }
}
