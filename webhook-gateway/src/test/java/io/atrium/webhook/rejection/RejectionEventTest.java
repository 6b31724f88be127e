package io.atrium.webhook.rejection;

import io.atrium.kit.testing.GoldenRecord;
import io.atrium.webhook.signature.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectionEventTest {

    private static final String ORGANIZATION = "01970000-0000-7000-8000-000000000001";

    @Test
    void shouldWriteTheChangeAsTheGoldenFileHasIt() {
        RejectionCount count = new RejectionCount(Instant.parse("2026-01-02T03:03:05.123456Z"));
        count.add(Verdict.STALE, "203.0.113.8", null);
        for (int i = 0; i < 4; i++) {
            count.add(Verdict.MISMATCH, "203.0.113.9", null);
        }

        byte[] written = RejectionEvent.of(
                        ORGANIZATION, "billing-tool", count, Instant.parse("2026-01-02T03:04:05.123456Z"))
                .toBytes();

        GoldenRecord.named("change.signatures-refused.1").assertWritten(ORGANIZATION, written, Map.of(), "/id");
    }
}
