package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RoundTripProxyTest {

    @Test
    void shouldCountOneRoundTripAndOneStatement() throws SQLException {
        RoundTripProxy proxy = SharedParts.proxy();
        String url = "jdbc:postgresql://localhost:" + proxy.port() + "/tenant?sslmode=disable";
        try (Connection connection = DriverManager.getConnection(url, "tenant_app", "dev-tenant_app");
                Statement statement = connection.createStatement()) {
            proxy.reset();

            try (ResultSet result = statement.executeQuery("SELECT 'Käse'")) {
                result.next();
            }

            RoundTrips trips = proxy.of("tenant_app");
            assertThat(trips.waits()).isEqualTo(1);
            assertThat(trips.statements()).isEqualTo(1);
            assertThat(trips.sql()).containsExactly("SELECT 'Käse'");
            assertThat(proxy.of("tenant_worker").statements()).isZero();
        }
    }
}
