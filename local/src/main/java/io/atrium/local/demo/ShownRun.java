package io.atrium.local.demo;

import io.atrium.local.console.Console;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform used from outside: the public address and the mock providers' control, nothing else. */
public final class ShownRun {

    private static final List<String> FINISHED = List.of("SUCCEEDED", "FAILED", "CANCELLED", "HELD");

    private final String gateway;
    private final Ports ports;
    private final Optional<GatewayCertificate> certificate;
    private final Console console;

    public ShownRun(Ports ports, Optional<GatewayCertificate> certificate, Console console) {
        this.gateway = (certificate.isPresent() ? "https" : "http") + "://localhost:" + ports.of(Part.GATEWAY);
        this.certificate = certificate;
        this.ports = ports;
        this.console = console;
    }

    /** Runs and shows all of it; false when a step did not come out as it must. */
    public boolean run() {
        console.print("");
        console.title("One real run against " + gateway);
        Steps steps = new Steps(console);
        try {
            Tenant tenant = walk(steps);
            steps.showEnd();
            offer(tenant);
            return true;
        } catch (StepFailedException e) {
            steps.showFailure(e);
            return false;
        }
    }

    private Tenant walk(Steps steps) {
        Api anonymous = Api.at(gateway + "/api/v1", certificate);
        Holder made = new Holder();
        steps.step("health of the whole platform", () -> healthy(anonymous));
        steps.step("organization registered", () -> {
            made.tenant = Tenant.register(anonymous, "Ada", "Acme");
            return made.tenant().name() + ", administrator " + made.tenant().email();
        });
        Tenant tenant = made.tenant();
        steps.step("organization active", () -> active(tenant));
        steps.step("user created", () -> {
            made.userId = createUser(tenant);
            return "grace, role USER, " + made.userId;
        });
        webhooks(steps, tenant);
        steps.step("sync run", () -> synced(tenant));
        AuditTrail audit = new AuditTrail(tenant);
        steps.step("audit trail", () -> audit.showsCreation(made.userId));
        steps.step("audit chain verified", audit::isVerified);
        steps.step("a second organization", () -> new OtherOrganization(tenant, made.userId).seesNothing(anonymous));
        return tenant;
    }

    private void webhooks(Steps steps, Tenant tenant) {
        String credential = "shown-run-" + tenant.organizationId();
        Webhooks webhooks = new Webhooks(tenant, providers(credential));
        steps.step("three integrations", webhooks::integrationsAreThere);
        steps.step("webhook secrets rotated", () -> webhooks.secretsAreRotated(credential));
        steps.step("providers push webhooks", webhooks::areAccepted);
        steps.step("webhooks processed", webhooks::areProcessed);
        steps.step("their records readable", webhooks::areReadableAsData);
        steps.step("a duplicate", webhooks::duplicateHasOneEffect);
        steps.step("a bad signature", webhooks::forgedIsRefused);
    }

    private List<MockProvider> providers(String credential) {
        return List.of(
                provider("user", "users", credential),
                provider("payment", "payments", credential),
                provider("communication", "messages", credential));
    }

    private MockProvider provider(String name, String records, String credential) {
        Api api = Api.at("http://localhost:" + ports.ofProvider(name)).as(credential);
        return new MockProvider(name, records, api);
    }

    private static String healthy(Api anonymous) {
        Reply health = Steps.eventually(
                "status UP", () -> anonymous.get("/health"), reply -> reply.status() == 200 && isUp(reply));
        return health.text("status");
    }

    private static boolean isUp(Reply health) {
        return "UP".equals(health.json().getString("status"));
    }

    private static String active(Tenant tenant) {
        Reply organization = Steps.eventually(
                "an ACTIVE organization",
                () -> tenant.api().get("/organizations/me"),
                reply -> reply.status() == 200 && "ACTIVE".equals(reply.text("status")));
        return organization.text("id");
    }

    private static String createUser(Tenant tenant) {
        String domain = tenant.email().substring(tenant.email().indexOf('@'));
        return tenant.api()
                .post(
                        "/users/",
                        new JsonObject()
                                .put("email", "grace" + domain)
                                .put("username", "grace")
                                .put("password", tenant.password() + "-too")
                                .put("first_name", "Grace")
                                .put("last_name", "Okafor")
                                .put("role", "USER"))
                .expect(201)
                .text("id");
    }

    private static String synced(Tenant tenant) {
        Reply queued = tenant.api().post("/integrations/sync/all").expect(202);
        String path = "/integrations/sync/jobs/" + queued.text("id");
        Reply job = Steps.eventually(
                "a finished job",
                () -> tenant.api().get(path).expect(200),
                reply -> FINISHED.contains(reply.text("status")));
        if (!job.text("status").equals("SUCCEEDED")) {
            throw job.unlike("a job that SUCCEEDED");
        }
        int users = tenant.api()
                .get("/integrations/data/users?limit=200")
                .expect(200)
                .items()
                .size();
        if (users < 100) {
            throw job.unlike("at least 100 users in the synced data, there are " + users);
        }
        return "SUCCEEDED, %d users readable on the first page".formatted(users);
    }

    private void offer(Tenant tenant) {
        console.print("");
        console.title("A ready-made organization");
        console.table(List.of(
                List.of("ORGANIZATION", "USER", "PASSWORD"),
                List.of(tenant.name(), tenant.email(), tenant.password())));
        console.print("");
        console.print("  export TOKEN=" + tenant.token());
        String trusted =
                certificate.map(each -> "--cacert " + each.chain() + " ").orElse("");
        console.print("  curl -s " + trusted + "-H \"Authorization: Bearer $TOKEN\" " + gateway + "/api/v1/users/");
    }

    /** What the steps hand on. */
    private static final class Holder {

        private @Nullable Tenant tenant;
        private String userId = "";

        private Tenant tenant() {
            return Objects.requireNonNull(tenant);
        }
    }
}
