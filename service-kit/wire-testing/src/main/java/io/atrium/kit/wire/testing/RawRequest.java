package io.atrium.kit.wire.testing;

import java.util.EnumMap;
import java.util.Map;

/**
 * One row of the table.
 *
 * @param name what is special about it
 * @param text the bytes, a character each; {@code {path}} stands for an address of the target
 * @param outcomes what each target must do; a target that is missing is not sent the request
 */
public record RawRequest(String name, String text, Map<Target, Outcome> outcomes) {

    public RawRequest {
        outcomes = Map.copyOf(outcomes);
    }

    static RawRequest of(String name, String text, Outcome outcome) {
        Map<Target, Outcome> all = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            all.put(target, outcome);
        }
        return new RawRequest(name, text, all);
    }

    RawRequest but(Target target, Outcome outcome) {
        Map<Target, Outcome> changed = new EnumMap<>(outcomes);
        changed.put(target, outcome);
        return new RawRequest(name, text, changed);
    }

    RawRequest not(Target target) {
        Map<Target, Outcome> changed = new EnumMap<>(outcomes);
        changed.remove(target);
        return new RawRequest(name, text, changed);
    }

    @Override
    public String toString() {
        return name;
    }
}
