package io.atrium.kit.wire.testing;

import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of raw requests: bytes in, replies, the connection afterwards, what the upstream saw. It is run against
 * the built-in gateway, the deployment's nginx and each service.
 */
public final class RawRequests {

    private RawRequests() {}

    public static List<RawRequest> all() {
        return Stream.of(
                        FramingRows.rows(),
                        ChunkRows.rows(),
                        FieldRows.rows(),
                        HostRows.rows(),
                        RequestLineRows.rows(),
                        ConnectionRows.rows())
                .flatMap(List::stream)
                .toList();
    }

    public static List<RawRequest> forTarget(Target target) {
        return all().stream().filter(row -> row.outcomes().containsKey(target)).toList();
    }
}
