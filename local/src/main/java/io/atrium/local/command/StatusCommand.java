package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.process.Liveness;
import io.atrium.local.supervisor.PartState;
import io.atrium.local.supervisor.PlatformState;
import io.atrium.local.supervisor.PlatformState.PartStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: every part with its process, ports and state. */
@Command(
        name = "status",
        header = "Show every part with its process, port and state.",
        description = "With --json, standard output is one JSON object: state (UP, STARTING, DEGRADED, STOPPING,"
                + " STOPPED, FAILED, UNSUPERVISED or DOWN) and parts (part, pid, port, ports, state, restarts).",
        exitCodeList = {
            "0:All parts are up.",
            "1:Not all parts are up.",
            "2:The command line is wrong.",
            "3:The platform is not running."
        },
        footer = "  ./atrium status --json")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_RUNNING = 3;

    private final Platform platform;
    private final Console console;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    StatusCommand(Context context) {
        this.platform = context.platform();
        this.console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        boolean supervised = platform.supervisor().isPresent();
        Optional<PlatformState> state = platform.state();
        List<PartStatus> parts = state.map(PlatformState::parts).orElse(List.of()).stream()
                .map(StatusCommand::checked)
                .toList();
        String overall = overall(supervised, state, parts);
        if (json) {
            console.print(encode(overall, parts).encodePrettily());
        } else {
            print(overall, supervised, parts);
        }
        return switch (overall) {
            case "UP" -> 0;
            case "DOWN" -> NOT_RUNNING;
            default -> Main.FAILED;
        };
    }

    private static String overall(boolean supervised, Optional<PlatformState> state, List<PartStatus> parts) {
        if (!supervised) {
            boolean left = parts.stream().anyMatch(part -> part.pid() != 0);
            return left ? "UNSUPERVISED" : "DOWN";
        }
        if (state.isEmpty()) {
            return "STARTING";
        }
        boolean whole = parts.stream().allMatch(part -> part.state() == PartState.UP);
        String phase = state.get().phase().name();
        return phase.equals("UP") && !whole ? "DEGRADED" : phase;
    }

    /** A process that is gone is down, whatever was written last. */
    private static PartStatus checked(PartStatus part) {
        boolean alive = part.pid() != 0
                && ProcessHandle.of(part.pid()).map(Liveness::isAlive).orElse(false);
        if (alive) {
            return part;
        }
        boolean coming = part.state() == PartState.STARTING
                || part.state() == PartState.WAITING
                || part.state() == PartState.RESTARTING;
        return new PartStatus(part.part(), coming ? part.state() : PartState.DOWN, 0, part.ports(), part.restarts());
    }

    private void print(String overall, boolean supervised, List<PartStatus> parts) {
        if (overall.equals("DOWN")) {
            console.print("Atrium is not running.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PART", "STATE", "PID", "PORT", "RESTARTS"));
        parts.forEach(part -> rows.add(List.of(
                part.part().label(),
                part.state().name().toLowerCase(Locale.ROOT),
                part.pid() == 0 ? "-" : Long.toString(part.pid()),
                part.ports().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                Integer.toString(part.restarts()))));
        console.table(rows);
        if (!supervised) {
            console.fail("The supervisor is gone: ./atrium down ends what it left, ./atrium up starts anew.");
        }
    }

    private static JsonObject encode(String overall, List<PartStatus> parts) {
        JsonArray rows = new JsonArray();
        parts.forEach(part -> rows.add(new JsonObject()
                .put("part", part.part().label())
                .put("pid", part.pid() == 0 ? null : part.pid())
                .put("port", part.ports().get(0))
                .put("ports", new JsonArray(part.ports()))
                .put("state", part.state().name())
                .put("restarts", part.restarts())));
        return new JsonObject().put("state", overall).put("parts", rows);
    }
}
