package io.atrium.local.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atrium.kit.wire.testing.EchoUpstream;
import io.atrium.kit.wire.testing.RawRequest;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.atrium.kit.wire.testing.RawRequests;
import io.atrium.kit.wire.testing.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of raw requests against both gateways; behind each of them nobody may get another's answer. */
class RawRequestTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final String PATH = "/api/v1/users/echo";

    @TempDir
    static Path folder;

    private static @Nullable EchoUpstream upstream;
    private static @Nullable Gateway builtIn;
    private static @Nullable RunningNginx nginx;

    @BeforeAll
    static void start() throws Exception {
        EchoUpstream echo = new EchoUpstream();
        upstream = echo;
        Map<String, Upstream> upstreams = new HashMap<>();
        ROUTES.services().forEach(service -> upstreams.put(service, new Upstream("127.0.0.1", echo.port())));
        builtIn = Gateway.start(
                ROUTES,
                new GatewayConfig("127.0.0.1", 0, upstreams, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                line -> {});
        if (RunningNginx.binary().isPresent()) {
            nginx = RunningNginx.start(folder, upstreams);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
        if (builtIn != null) {
            builtIn.close();
        }
        Objects.requireNonNull(upstream).close();
    }

    static List<RawRequest> ofTheBuiltInProxy() {
        return RawRequests.forTarget(Target.GATEWAY);
    }

    static List<RawRequest> ofNginx() {
        return RawRequests.forTarget(Target.NGINX);
    }

    @ParameterizedTest
    @MethodSource("ofTheBuiltInProxy")
    void shouldLetNoRequestSpeakForAnother(RawRequest row) throws Exception {
        int port = Objects.requireNonNull(builtIn).port();

        RawRequestCheck.ofGateway(Target.GATEWAY, port, PATH, Objects.requireNonNull(upstream))
                .check(row);
    }

    @ParameterizedTest
    @MethodSource("ofNginx")
    void shouldLetNoRequestSpeakForAnotherThroughNginx(RawRequest row) throws Exception {
        assumeTrue(RunningNginx.binary().isPresent(), "nginx is not installed");
        int port = Objects.requireNonNull(nginx).port();

        RawRequestCheck.ofGateway(Target.NGINX, port, PATH, Objects.requireNonNull(upstream))
                .check(row);
    }
}
