package io.atrium.bench;

import io.atrium.kit.embedded.Ports;
import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.PartialPlatform;
import io.atrium.local.topology.Part;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * CPU time a request of the gateway that is built into ./atrium, before {@link FixedServer}, beside a signature; and the
 * same load on that server alone. Arguments: see {@link TimedPlan}.
 */
public final class BuiltInGatewayBenchmark {

    private static final String GATEWAY = "through the gateway";
    private static final String SIGNATURE = "S";
    private static final String DIRECT = "directly";
    private static final double AIM = 0.15;

    private static final byte[] REQUEST =
            RawRequest.json("GET", "/api/v1/users/" + UUID.randomUUID(), "t".repeat(800), "");

    private BuiltInGatewayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        report(TimedPlan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(TimedPlan plan) throws Exception {
        Path folder = Files.createTempDirectory("atrium-bench-gateway");
        Path accessLog = folder.resolve("gateway.log");
        List<String> options = PartialPlatform.optionsOf(Part.GATEWAY, new Home(plan.checkout(), folder));
        Vertx vertx = Vertx.vertx();
        try (ServerProcess direct = fixed();
                ServerProcess gateway = gateway(plan, options, direct.port(), accessLog);
                LimitProcess limits = LimitProcess.start(options)) {
            LoadGenerator load = new LoadGenerator(vertx, plan.connections(), 200);
            Recording recording = Recording.begin(plan.profile(), gateway.handle());
            Samples samples = new Rounds(plan.warmUps(), plan.rounds(), recording::measuring)
                    .measure(List.of(
                            limits.signature(SIGNATURE), timed(plan, gateway, load), timed(plan, direct, load)));
            recording.end();
            return new Report("The gateway of ./atrium")
                    .add("Flags of the gateway and of the limit's JVM: `" + MeasuredPlatform.flags(options) + "`")
                    .add(samples)
                    .add(List.of(
                            new Ratio(
                                    "CPU: a proxied request / S", samples.ratios(GATEWAY, SIGNATURE, Sample::cpu), AIM),
                            Ratio.of(
                                    "CPU: a proxied request / the server's",
                                    samples.ratios(GATEWAY, DIRECT, Sample::cpu)),
                            Ratio.of("rate: through / directly", samples.ratios(GATEWAY, DIRECT, Sample::rate))));
        } finally {
            vertx.close();
            Files.deleteIfExists(accessLog);
            Files.deleteIfExists(folder);
        }
    }

    private static Subject timed(TimedPlan plan, ServerProcess server, LoadGenerator load) {
        Requests endless = connection -> REQUEST;
        return Load.on(server, load, () -> endless.during(plan.duration()));
    }

    private static ServerProcess fixed() throws Exception {
        int port = Ports.free();
        List<String> command = GatewayProcess.java(FixedServer.class.getName(), Integer.toString(port));
        return ServerProcess.start(DIRECT, port, command, Map.of("CLASSPATH", ClassPath.withoutKit()));
    }

    /** Every service of its routes is the fixed server. */
    private static ServerProcess gateway(TimedPlan plan, List<String> options, int service, Path accessLog)
            throws Exception {
        Map<String, String> environment = PlatformSettings.unlimited();
        environment.put("ATRIUM_IDENTITY_PORT", Integer.toString(service));
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(options);
        if (plan.profile() != null) {
            command.addAll(MeasuredPlatform.PROFILABLE);
        }
        command.addAll(List.of(
                "-cp",
                ClassPath.own(plan.checkout().resolve("local/target/local.jar").toString()),
                GatewayProgram.class.getName(),
                accessLog.toString()));
        return ServerProcess.start(
                GATEWAY, Integer.parseInt(environment.get("ATRIUM_GATEWAY_PORT")), command, environment);
    }
}
