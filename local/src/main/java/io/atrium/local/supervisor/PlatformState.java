package io.atrium.local.supervisor;

import io.atrium.local.topology.Part;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor last wrote about the platform, for the commands to read.
 *
 * @param supervisor the pid of the supervisor that wrote it
 * @param infrastructureOnly whether only PostgreSQL and Kafka were asked for
 * @param failure why it could not start, null unless {@link Phase#FAILED}
 * @param progress one line for each step that is done, in order
 */
public record PlatformState(
        long supervisor,
        Phase phase,
        boolean infrastructureOnly,
        @Nullable String failure,
        List<String> progress,
        List<PartStatus> parts) {

    /** Where the platform as a whole is. */
    public enum Phase {
        STARTING,
        UP,
        STOPPING,
        STOPPED,
        FAILED
    }

    /**
     * One part.
     *
     * @param pid 0 when it has no process
     * @param restarts how often it has died and was started again
     */
    public record PartStatus(Part part, PartState state, long pid, List<Integer> ports, int restarts) {

        public PartStatus {
            ports = List.copyOf(ports);
        }
    }

    public PlatformState {
        progress = List.copyOf(progress);
        parts = List.copyOf(parts);
    }

    /** The state in a file, empty when none was written. */
    public static Optional<PlatformState> read(Path file) throws IOException {
        try {
            return Optional.of(parse(new JsonObject(Files.readString(file))));
        } catch (NoSuchFileException | DecodeException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, encode().encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonObject encode() {
        JsonArray rows = new JsonArray();
        parts.forEach(part -> rows.add(new JsonObject()
                .put("part", part.part().label())
                .put("state", part.state().name())
                .put("pid", part.pid())
                .put("ports", new JsonArray(part.ports()))
                .put("restarts", part.restarts())));
        return new JsonObject()
                .put("supervisor", supervisor)
                .put("phase", phase.name())
                .put("infrastructure_only", infrastructureOnly)
                .put("failure", failure)
                .put("progress", new JsonArray(progress))
                .put("parts", rows);
    }

    private static PlatformState parse(JsonObject json) {
        return new PlatformState(
                json.getLong("supervisor"),
                Phase.valueOf(json.getString("phase")),
                json.getBoolean("infrastructure_only"),
                json.getString("failure"),
                json.getJsonArray("progress").stream().map(String.class::cast).toList(),
                json.getJsonArray("parts").stream()
                        .map(JsonObject.class::cast)
                        .map(PlatformState::parsePart)
                        .toList());
    }

    private static PartStatus parsePart(JsonObject row) {
        return new PartStatus(
                Part.of(row.getString("part")).orElseThrow(),
                PartState.valueOf(row.getString("state")),
                row.getLong("pid"),
                row.getJsonArray("ports").stream().map(Integer.class::cast).toList(),
                row.getInteger("restarts"));
    }
}
