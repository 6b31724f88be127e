package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {

    @Test
    void shouldReadARowByItsColumns() {
        // When
        AccessTable.Row row = AccessTable.row("GET /users/{id}#own 401 401 ok ok ok 404 ok 403 401");

        // Then
        assertThat(row.operation()).isEqualTo("GET /users/{id}");
        assertThat(row.variant()).isEqualTo("own");
        assertThat(row.admissions())
                .containsEntry(AccessCaller.ANONYMOUS, AccessTable.Admission.UNAUTHENTICATED)
                .containsEntry(AccessCaller.SUPER_ADMIN, AccessTable.Admission.NOT_FOUND)
                .containsEntry(AccessCaller.SUSPENDED, AccessTable.Admission.FORBIDDEN)
                .containsEntry(AccessCaller.USER, AccessTable.Admission.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /users 401", "GET /users 401 401 ok ok ok ok ok 403 500", "GET"})
    void shouldRefuseARowThatIsNotWhole(String line) {
        assertThatThrownBy(() -> AccessTable.row(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503})
    void shouldNotTakeARefusalOrAFaultForAdmission(int status) {
        assertThat(AccessTable.Admission.OK.allows(status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service"})
    void shouldHaveRowsOfEveryService(String service) {
        assertThat(AccessTable.of(service).rows()).isNotEmpty();
    }

    @Test
    void shouldTakeWhatNoGatewayRoutesForNotFound() {
        List<AccessTable.Row> rows = AccessTable.ofPublicAddress().rows();

        assertThat(rows)
                .filteredOn(
                        row -> row.path().startsWith("/internal/") || row.path().startsWith("/q/"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.admissions().values()).containsOnly(AccessTable.Admission.NOT_FOUND));
        assertThat(rows)
                .filteredOn(row -> row.operation().equals("GET /api/v1/auth/me"))
                .isEqualTo(AccessTable.of("identity-service").rows().stream()
                        .filter(row -> row.operation().equals("GET /api/v1/auth/me"))
                        .toList());
    }
}
