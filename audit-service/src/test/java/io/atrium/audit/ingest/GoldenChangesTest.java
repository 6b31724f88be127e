package io.atrium.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.audit.chain.AuditRecord;
import io.atrium.contracts.ChangeRecord;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.GoldenRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenChangesTest {

    static List<GoldenRecord> records() {
        return GoldenRecord.of(ChangeRecord.TOPIC);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldTakeEveryGoldenRecordIntoTheTrail(GoldenRecord record) throws UnreadableEventException {
        Change change = ChangeParser.parse(record.consumed());

        AuditRecord read = AuditRecord.parse(change.canonical());
        assertThat(read.change().organizationId()).hasToString(record.key());
        assertThat(read.change().action())
                .isEqualTo(record.value().at("/data/action").asText());
        assertThat(read.change().outcome().name())
                .isEqualTo(record.value().at("/data/outcome").asText());
        assertThat(read.change().actor().type().name())
                .isEqualTo(record.value().at("/data/actor/type").asText());
        assertThat(read.change().resourceId())
                .isEqualTo(record.value().at("/data/resource_id").asText());
    }

    @Test
    void shouldPassOverWhatIsReserved() throws UnreadableEventException {
        GoldenRecord reserved = GoldenRecord.named("change.reserved.1");

        String canonical = ChangeParser.parse(reserved.consumed()).canonical();

        assertThat(canonical)
                .doesNotContain("data_subject", "traceparent", "organizationsequence", "added")
                .contains("1.10", "9007199254740993");
    }
}
