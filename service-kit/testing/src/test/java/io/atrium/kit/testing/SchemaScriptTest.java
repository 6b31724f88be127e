package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaScriptTest {

    private static final SchemaScript SCRIPT = SchemaScript.parse("""
            A title.

            --- rows 004-: a user
            INSERT INTO users VALUES ('${organization}');

            --- rows 004-006
            INSERT INTO counters;
            --- rows kit 006-
            INSERT INTO outbox;
            --- lost -006: public.counters
            --- change as app 000-: what a request writes
            UPDATE users;
            """);

    @Test
    void shouldGiveTheSectionsOfAVersion() {
        assertThat(sql("rows", 3, 5)).isEmpty();
        assertThat(sql("rows", 4, 5))
                .containsExactly(
                        "INSERT INTO users VALUES ('" + SchemaScript.ORGANIZATION + "');", "INSERT INTO counters;");
        assertThat(sql("rows", 7, 6)).hasSize(2).endsWith("INSERT INTO outbox;");
        assertThat(sql("lost", 6, 6)).containsExactly("");
        assertThat(sql("lost", 7, 6)).isEmpty();
        assertThat(sql("change as app", 9, 9)).containsExactly("UPDATE users;");
    }

    @Test
    void shouldRefuseAHeaderThatItCannotRead() {
        assertThatThrownBy(() -> SchemaScript.parse("--- rows V004: a user\n"))
                .hasMessageContaining("--- rows V004: a user");
    }

    private static List<String> sql(String kind, int service, int kit) {
        return SCRIPT.of(kind, new LandedVersion(service, kit)).stream()
                .map(SchemaScript.Section::sql)
                .toList();
    }
}
