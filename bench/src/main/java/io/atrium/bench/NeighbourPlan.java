package io.atrium.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** @throws IllegalArgumentException when an argument is unknown or not what it must be */
    static NeighbourPlan of(String... given) {
        Arguments arguments = Arguments.of(given);
        String lanes = arguments.text("lanes");
        NeighbourPlan plan = new NeighbourPlan(
                arguments.number("rounds", 3, 1),
                Duration.ofSeconds(arguments.number("seconds", 20, 1)),
                Duration.ofSeconds(arguments.number("warmup", 20, 0)),
                arguments.number("connections", 32, 1),
                arguments.number("backlog", 20_000, 0),
                lanes == null
                        ? List.of(NoisyLane.values())
                        : List.of(lanes.split(",")).stream().map(NoisyLane::of).toList(),
                arguments.text("address"),
                Path.of("").toAbsolutePath());
        arguments.end();
        return plan;
    }
}
