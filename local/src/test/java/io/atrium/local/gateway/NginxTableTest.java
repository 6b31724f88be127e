package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NginxTableTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final NginxTable NGINX = NginxTable.ofDeployment();

    @Test
    void shouldHaveALineForEachRowInTheSameOrder() {
        List<String> rows = ROUTES.routes().stream().map(Route::service).toList();

        assertThat(NGINX.servicesInOrder()).isEqualTo(rows);
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.gateway.SampleRequest#all")
    void shouldSendEachRequestWhereTheTableDoes(SampleRequest request) {
        Optional<Route> route = ROUTES.find(request.method(), request.path());

        assertThat(NGINX.service(request.method(), request.path())).isEqualTo(route.map(Route::service));
        route.ifPresent(row -> {
            assertThat(NGINX.target(request.path())).isEqualTo(row.target());
            if (request.method().equals("POST")) {
                assertThat(NGINX.maxBodyBytes(request.path())).isEqualTo(row.maxBodyBytes());
            }
        });
    }
}
