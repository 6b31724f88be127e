package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.wire.Refusal;
import io.atrium.kit.wire.ReplyHeaders;
import io.atrium.local.deployment.Repository;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @Test
    void shouldAnswerWithTheProblemsOfTheBuiltInProxy() {
        String conf = Repository.text("deploy/gateway/nginx.conf");
        // Plain HTTP where there is a certificate: the built-in proxy closes the connection (GatewayTlsTest).
        String common = conf.replaceFirst("(?s)location = /problem/497 \\{.*?\n        \\}", "");
        Matcher answers = Pattern.compile("return (\\d{3}) '(\\{.*\\})';").matcher(common);

        while (answers.find()) {
            int status = Integer.parseInt(answers.group(1));
            Refusal refusal = Arrays.stream(Refusal.values())
                    .filter(known -> known.status() == status)
                    .findFirst()
                    .orElseThrow();
            String expected =
                    refusal.problem("/", "$request_id").replace("\"instance\":\"/\"", "\"instance\":\"$instance\"");
            assertThat(answers.group(2).replace("\\'", "'")).isEqualTo(expected);
        }
        for (Refusal refusal : Refusal.values()) {
            if (refusal == Refusal.REQUEST_TIMEOUT) {
                // nginx closes the connection on which the head takes too long, and answers nothing.
                continue;
            }
            assertThat(conf)
                    .contains(
                            "return " + refusal.status() + " '",
                            "error_page " + (refusal.status() == 431 ? "494" : refusal.status()));
        }
    }

    @Test
    void shouldSendTheHeadersOfTheBuiltInProxy() {
        String headers = Repository.text("deploy/gateway/problem.conf").replace("\"", "");

        ReplyHeaders.SECURITY.forEach(header ->
                assertThat(headers).contains("add_header " + header.getKey() + " " + header.getValue() + " always;"));
    }
}
