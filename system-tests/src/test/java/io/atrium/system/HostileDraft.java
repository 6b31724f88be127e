package io.atrium.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A good request of an operation, of which one part is then made hostile. */
final class HostileDraft {

    private final HostileFixture fixture;
    private final HostileOperation operation;
    private final SplittableRandom random;
    private final Map<String, String> path = new HashMap<>();
    private String query = "";
    private @Nullable String line;
    private String type = "application/json";
    private byte @Nullable [] body;

    HostileDraft(HostileFixture fixture, HostileOperation operation, SplittableRandom random) {
        this.fixture = fixture;
        this.operation = operation;
        this.random = random;
    }

    HostileDraft path(String name, String value) {
        path.put(name, value);
        return this;
    }

    HostileDraft query(String text) {
        query = "?" + text;
        return this;
    }

    /** One or more lines of the head; one that the request has anyway is replaced. */
    HostileDraft line(String text) {
        line = text;
        return this;
    }

    HostileDraft body(String mediaType, byte[] bytes) {
        type = mediaType;
        body = bytes;
        return this;
    }

    HostileRequest request(HostileOperation of, String place, String value) {
        String target = operation.template();
        for (String name : operation.parameters("path")) {
            String given = path.get(name);
            target = target.replace(
                    "{" + name + "}", given == null ? fixture.pathValue(operation, name, random) : given);
        }
        byte[] bytes = body == null ? good() : body;
        List<String> lines = new ArrayList<>();
        String token = fixture.token(operation);
        if (token != null) {
            lines.add("Authorization: Bearer " + token);
        }
        if (!operation.bodies().isEmpty()) {
            lines.add("Content-Type: " + type);
        }
        if (HostileFixture.isWebhook(operation) && !operation.method().equals("GET")) {
            lines.addAll(fixture.signature(target, bytes));
        }
        if (line != null) {
            String name = line.split(":", 2)[0];
            lines.removeIf(each -> each.regionMatches(true, 0, name + ":", 0, name.length() + 1));
            lines.add(line);
        }
        return new HostileRequest(of.name(), place, value, operation.method(), target + query, lines, bytes);
    }

    private byte[] good() {
        JsonNode good = operation.good();
        return good.isMissingNode()
                ? new byte[0]
                : fixture.fresh(good).toString().getBytes(StandardCharsets.UTF_8);
    }
}
