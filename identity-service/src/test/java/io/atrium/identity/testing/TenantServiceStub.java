package io.atrium.identity.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * tenant-service at the edge. It takes every reservation, but for domains that say what shall go wrong:
 * {@code taken-…}, {@code subdomain-taken-…}, {@code reserved-…}, {@code away-…} and {@code slow-…}. The first reservation of
 * {@code restarting-…} is cut off, the second gets 503, later ones are taken. Also names the first SUPER_ADMIN.
 */
public final class TenantServiceStub implements QuarkusTestResourceLifecycleManager {

    public static final String SUPER_ADMIN_EMAIL = "root@platform.example";
    public static final String SUPER_ADMIN_PASSWORD = "a platform needs somebody";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @Override
    public Map<String, String> start() {
        server.start();
        server.stubFor(any(urlPathMatching("/.*"))
                .atPriority(10)
                .willReturn(aResponse().withStatus(404)));
        server.stubFor(reservation().atPriority(5).willReturn(aResponse().withStatus(201)));
        server.stubFor(reservation("taken").willReturn(problem(409, "DOMAIN_TAKEN")));
        server.stubFor(reservation("subdomain-taken").willReturn(problem(409, "SUBDOMAIN_TAKEN")));
        server.stubFor(
                reservation("reserved").willReturn(problem(409, "DOMAIN_TAKEN").withHeader("Retry-After", "42")));
        server.stubFor(reservation("away").willReturn(problem(503, "SERVICE_UNAVAILABLE")));
        server.stubFor(
                reservation("slow").willReturn(aResponse().withStatus(201).withFixedDelay(15_000)));
        server.stubFor(
                restarting(STARTED, "unready").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        server.stubFor(restarting("unready", "ready").willReturn(problem(503, "SERVICE_UNAVAILABLE")));
        server.stubFor(restarting("ready", "ready").willReturn(aResponse().withStatus(201)));
        server.stubFor(post(urlPathMatching("/internal/organizations/[^/]+/activate"))
                .willReturn(aResponse().withStatus(200)));
        server.stubFor(delete(urlPathMatching("/internal/organizations/[^/]+"))
                .willReturn(aResponse().withStatus(204)));
        return Map.of(
                "quarkus.rest-client.tenant-service.url",
                server.baseUrl(),
                // long enough for the first call of a cold client on a busy machine
                "identity.tenant-service.timeout",
                "4s",
                "quarkus.rest-client.tenant-service.connect-timeout",
                "4000",
                "quarkus.rest-client.tenant-service.read-timeout",
                "8000",
                "identity.super-admin.email",
                SUPER_ADMIN_EMAIL,
                "identity.super-admin.password",
                SUPER_ADMIN_PASSWORD);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(WireMockServer.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    private static MappingBuilder reservation() {
        return post(urlPathMatching("/internal/organizations"));
    }

    private static MappingBuilder reservation(String domain) {
        return reservation().atPriority(1).withRequestBody(matchingJsonPath("$[?(@.domain =~ /" + domain + "-.*/)]"));
    }

    private static MappingBuilder restarting(String before, String after) {
        return reservation("restarting")
                .inScenario("restarting")
                .whenScenarioStateIs(before)
                .willSetStateTo(after);
    }

    private static ResponseDefinitionBuilder problem(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"status\":" + status + ",\"code\":\"" + code + "\"}");
    }
}
