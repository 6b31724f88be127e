package io.atrium.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void shouldMakeOrderedIds() {
        List<String> ids =
                Stream.generate(Ids::next).limit(1000).map(UUID::toString).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(Ids.next().version()).isEqualTo(7);
    }

    @Test
    void shouldDeriveTheSameIdOfTheSameParts() {
        UUID id = Ids.derived("ab", "c");
        assertThat(id).isEqualTo(Ids.derived("ab", "c")).isNotEqualTo(Ids.derived("a", "bc"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
