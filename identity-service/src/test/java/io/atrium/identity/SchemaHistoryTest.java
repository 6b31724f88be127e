package io.atrium.identity;

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
            TestDatabase.of("audit"),
            Map.of(4, 4, 7, 5, 8, 5, 9, 5, 10, 5, 11, 5, 12, 6, 13, 7),
            Set.of("public.login_directory", "public.signing_keys"));

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
