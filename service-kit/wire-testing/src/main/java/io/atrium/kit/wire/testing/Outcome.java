package io.atrium.kit.wire.testing;

import java.util.List;

/**
 * What a raw request must lead to.
 *
 * @param statuses of the replies, in order; 200 stands for any answer of the service's own
 * @param open whether the connection takes another request afterwards
 * @param seen the bodies of the requests that the upstream gets, in order
 */
public record Outcome(List<Integer> statuses, boolean open, List<String> seen) {

    public Outcome {
        statuses = List.copyOf(statuses);
        seen = List.copyOf(seen);
    }

    static Outcome refused(int status) {
        return new Outcome(List.of(status), false, List.of());
    }

    static Outcome passed(boolean open, String... seen) {
        return new Outcome(java.util.Collections.nCopies(seen.length, 200), open, List.of(seen));
    }
}
