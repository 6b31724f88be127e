package io.atrium.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a noisy-neighbour run does, from {@code name=value} arguments.
 *
 * @param rounds of each lane, alone and beside
 * @param duration of each measurement
 * @param warmUp how long each lane is flooded before anything is measured: code that is not compiled yet is slow for all
 * @param connections that organization A floods with
 * @param backlog webhooks that A has pushed before the lane of the backlog is measured
 * @param lanes what A floods
 * @param address of a running platform; null starts one
 * @param checkout where the packaged platform is
 */
record NeighbourPlan(
        int rounds,
        Duration duration,
        Duration warmUp,
        int connections,
        int backlog,
        List<NoisyLane> lanes,
        @Nullable String address,
        Path checkout) {

    NeighbourPlan {
        lanes = List.copyOf(lanes);
    }

    static NeighbourPlan of(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not name=value: " + argument);
            }
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String lanes = given.remove("lanes");
        NeighbourPlan plan = new NeighbourPlan(
                number(given, "rounds", 3),
                Duration.ofSeconds(number(given, "seconds", 20)),
                Duration.ofSeconds(number(given, "warmup", 20)),
                number(given, "connections", 32),
                number(given, "backlog", 20_000),
                lanes == null
                        ? List.of(NoisyLane.values())
                        : List.of(lanes.split(",")).stream().map(NoisyLane::of).toList(),
                given.remove("address"),
                Path.of("").toAbsolutePath());
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown arguments " + given.keySet());
        }
        return plan;
    }

    private static int number(Map<String, String> given, String name, int standard) {
        String value = given.remove(name);
        return value == null ? standard : Integer.parseInt(value);
    }
}
