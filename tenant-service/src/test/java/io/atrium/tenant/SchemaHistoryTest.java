package io.atrium.tenant;

import io.atrium.kit.testing.LandedVersion;
import io.atrium.kit.testing.OldDatabase;
import io.atrium.kit.testing.SchemaHistory;
import io.atrium.kit.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that landed together are one: no database was left at those before it. */
class SchemaHistoryTest {

    private static final SchemaHistory HISTORY = new SchemaHistory(
            TestDatabase.of("identity"),
            Map.of(4, 4, 5, 4, 6, 5, 7, 7),
            Set.of("public.claimed_domains", "public.claimed_subdomains", "public.due_reservations"));

    static List<LandedVersion> versions() {
        return HISTORY.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldKeepWhatEveryVersionStored(LandedVersion version) throws SQLException {
        // Given
        OldDatabase database = HISTORY.at(version);

        // When
        database.migrate();

        // Then
        database.verify();
    }
}
