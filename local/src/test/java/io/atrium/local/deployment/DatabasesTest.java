package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The databases and roles of the scripts, and of the kit, against the topology. */
class DatabasesTest {

    private static final String BOOTSTRAP =
            "service-kit/embedded/src/main/java/io/atrium/kit/embedded/PostgresBootstrap.java";

    @ParameterizedTest
    @CsvSource({
        "deploy/postgres/1_roles.sql, FOREACH service IN ARRAY ARRAY(.+) LOOP",
        "deploy/postgres/2_databases.sql, FROM unnest\\(ARRAY(.+)\\) AS service",
        "deploy/postgres/bootstrap.sh, services=\"(.+)\"",
        BOOTSTRAP + ", SERVICES = List\\.of\\((.+)\\);"
    })
    void shouldMakeTheDatabasesOfTheTopology(String file, String list) {
        assertThat(Repository.words(file, list)).isEqualTo(Deployed.databases());
    }

    @ParameterizedTest
    @CsvSource({
        "deploy/postgres/1_roles.sql, FOREACH kind IN ARRAY ARRAY(.+) LOOP",
        "deploy/postgres/bootstrap.sh, kinds=\"(.+)\"",
        BOOTSTRAP + ", KINDS = List\\.of\\((.+)\\);"
    })
    void shouldMakeTheRolesOfTheTopology(String file, String list) {
        assertThat(Repository.words(file, list)).isEqualTo(Deployed.TOPOLOGY.databaseRoles());
    }

    @Test
    void shouldLetEveryRoleButTheOwnerConnect() {
        assertThat(Repository.words("deploy/postgres/3_grants.sql", "FOREACH kind IN ARRAY ARRAY(.+) LOOP"))
                .isEqualTo(rolesOfServices());
    }

    @Test
    void shouldHaveADataSourceForEveryRoleButTheOwner() {
        assertThat(Repository.all(
                        "service-kit/data/src/main/resources/META-INF/microprofile-config.properties",
                        "username=\\$\\{atrium\\.database\\.name\\}_(\\w+)"))
                .isEqualTo(rolesOfServices());
    }

    private static List<String> rolesOfServices() {
        return Deployed.TOPOLOGY.databaseRoles().stream()
                .filter(role -> !role.equals("owner"))
                .toList();
    }
}
