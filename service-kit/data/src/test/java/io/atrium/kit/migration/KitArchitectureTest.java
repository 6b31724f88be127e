package io.atrium.kit.migration;

import io.atrium.kit.testing.ArchitectureRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the services hold for the capabilities they are built on; the migration step prints what it did. */
class KitArchitectureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body",
                "budget",
                "caller",
                "config",
                "consumer",
                "database",
                "deadline",
                "event",
                "fairness",
                "feed",
                "http",
                "id",
                "inbox",
                "json",
                "organization",
                "outbox",
                "paging",
                "partition",
                "problem",
                "ratelimit",
                "refusal",
                "request",
                "secrets",
                "sql",
                "tenancy",
                "token",
                "topic",
                "usage"
            })
    void shouldKeepRules(String capability) {
        ArchitectureRules.of("io.atrium.kit." + capability).verify();
    }
}
