package io.atrium.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.InvalidMessageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRecordTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            organization_id | null                                   | ORGANIZATION
            organization_id | "1-1-1-1-1"                            | ORGANIZATION
            action          | null                                   | MALFORMED
            action          | ""                                     | MALFORMED
            resource_type   | 7                                      | MALFORMED
            resource_id     | {}                                     | MALFORMED
            outcome         | null                                   | MALFORMED
            outcome         | "MAYBE"                                | UNKNOWN_VALUE
            actor           | null                                   | MALFORMED
            actor           | "USER"                                 | MALFORMED
            actor           | {"type": "ROBOT"}                      | UNKNOWN_VALUE
            occurred_at     | 1700000000                             | MALFORMED
            before          | []                                     | MALFORMED
            after           | "text"                                 | MALFORMED
            version         | 1.5                                    | MALFORMED
            version         | 99999999999999999999                   | MALFORMED
            data_subject    | ["u-1"]                                | MALFORMED
            """)
    void shouldSayWhatIsWrong(String member, String value, Reason reason) throws Exception {
        JsonNode data = change().set(member, JSON.readTree(value));

        InvalidMessageException failure =
                catchThrowableOfType(InvalidMessageException.class, () -> ChangeRecord.read(data));

        assertThat(failure.reason()).isEqualTo(reason);
    }

    @Test
    void shouldReadAChangeWithNothingButWhatItMustHave() throws Exception {
        ChangeRecord change = ChangeRecord.read(change());

        assertThat(change.type()).isEqualTo("io.atrium.thing.changed");
        assertThat(change.actor().id()).isNull();
        assertThat(change.dataSubject()).isNull();
    }

    private static ObjectNode change() throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"organization_id": "01970000-0000-7000-8000-000000000001", "action": "thing.changed",
                 "resource_type": "thing", "outcome": "SUCCESS", "occurred_at": "2026-01-01T00:00:00Z",
                 "actor": {"type": "SYSTEM"}}""");
    }
}
