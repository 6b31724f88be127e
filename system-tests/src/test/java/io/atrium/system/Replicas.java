package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Two processes of some services behind one nginx: the suite's own and one more. */
final class Replicas implements AutoCloseable {

    /** Several processes start at once on a machine of two cores, under load. */
    static final Duration START = Duration.ofMinutes(3);

    /** What docker-compose.yml allows; Kubernetes allows more. */
    private static final Duration TERMINATION = Duration.ofSeconds(30);

    private static final int TERMINATED_BY_SIGTERM = 128 + 15;
    private static final List<Service> SERVICES = Topology.ofDeployment().services();

    private final Map<String, Replica> more = new HashMap<>();
    private final Nginx nginx;

    private Replicas(List<String> services) throws IOException {
        try {
            services.forEach(service -> more.put(service, Replica.start(service, settings())));
            more.values().forEach(Replica::awaitReady);
            nginx = Nginx.start(without(0));
        } catch (IOException | RuntimeException e) {
            // one that went on would take work from the suite's own
            more.values().forEach(Replica::close);
            throw e;
        }
    }

    /** Starts one more process of each service, and nginx when all are ready. */
    static Replicas beside(List<String> services) throws IOException {
        return new Replicas(services);
    }

    private static Map<String, String> settings() {
        Suite suite = Suite.running();
        Map<String, String> settings = new HashMap<>(Suite.FOR_TESTS);
        SERVICES.forEach(service ->
                settings.put(service.addressVariable(), suite.at(service.port().variable())));
        Topology.ofDeployment()
                .providers()
                .forEach(provider -> settings.put(
                        provider.addressVariable(), suite.at(provider.port().variable())));
        return settings;
    }

    String address() {
        return nginx.address();
    }

    /** Tells the processes that are not the suite's to end, one after the other, and starts each again. */
    void restartOthers() throws IOException {
        for (Map.Entry<String, Replica> each : more.entrySet()) {
            Replica replica = each.getValue();
            replica.destroy();
            awaitOut(replica.port());
            assertThat(replica.exitCode(TERMINATION))
                    .as("exit code of " + each.getKey())
                    .isEqualTo(TERMINATED_BY_SIGTERM);

            each.setValue(Replica.start(each.getKey(), settings(), replica.port()));
            each.getValue().awaitReady();
            nginx.use(without(0));
        }
    }

    /** The same with the suite's own processes, which the supervisor starts again. */
    void restartOwn() throws IOException {
        for (String service : more.keySet()) {
            int port = suitesPort(service);
            ProcessHandle process =
                    ProcessHandle.of(Suite.running().pid(service)).orElseThrow();
            process.destroy();
            awaitOut(port);
            process.onExit()
                    .orTimeout(TERMINATION.toSeconds(), TimeUnit.SECONDS)
                    .join();

            Patience.await().atMost(START).until(() -> isReady(port));
            nginx.use(without(0));
        }
    }

    /** As in Kubernetes, where a replica that ends is taken out of the service: it still answers until that is done. */
    private void awaitOut(int port) throws IOException {
        Patience.await().until(() -> !isReady(port));
        nginx.use(without(port));
    }

    /** The ports of every service but for one of them. */
    private Map<String, List<Integer>> without(int port) {
        Map<String, List<Integer>> ports = new HashMap<>();
        for (Service service : SERVICES) {
            Replica replica = more.get(service.name());
            ports.put(
                    service.name(),
                    Stream.concat(
                                    Stream.of(suitesPort(service.name())),
                                    Stream.ofNullable(replica).map(Replica::port))
                            .filter(each -> each != port)
                            .toList());
        }
        return ports;
    }

    private static boolean isReady(int port) {
        return given().baseUri("http://localhost:" + port)
                        .get("/q/health/ready")
                        .statusCode()
                == 200;
    }

    private static int suitesPort(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .map(service -> Suite.running().port(service.port().variable()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        nginx.close();
        more.values().forEach(Replica::close);
    }
}
