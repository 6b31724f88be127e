package io.atrium.kit.body;

import io.atrium.kit.http.HttpConfig;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * The memory for bodies, in two parts.
 *
 * @param general for bodies of any length
 * @param reserve for those of at most {@link BodyBudget#SMALL} bytes, an eighth of all
 */
record BodyPools(BodyPool general, BodyPool reserve) {

    private static final int PART_OF_HEAP = 16;
    private static final int SHARES = 4;
    private static final int PART_OF_RESERVE = 8;

    /** @throws IllegalArgumentException when the largest body has no room */
    static BodyPools of(HttpConfig config, long maxBody) {
        long total = config.maxBufferedBytes()
                .map(MemorySize::asLongValue)
                .orElse(Math.max(SHARES * maxBody, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        long share =
                config.maxBufferedBytesPerClient().map(MemorySize::asLongValue).orElse(total / SHARES);
        long reserve = total / PART_OF_RESERVE;
        long general = total - reserve;
        if (share < maxBody || total < share || general < maxBody) {
            throw new IllegalArgumentException("atrium.http.max-buffered-bytes-per-client is " + share
                    + ": it must be between the largest body, which is " + maxBody
                    + ", and atrium.http.max-buffered-bytes, which is " + total
                    + ", and seven eighths of that must have room for the largest body");
        }
        return new BodyPools(
                new BodyPool(general, Math.min(share, general)),
                new BodyPool(reserve, Math.min(reserve, Math.max(BodyBudget.SMALL, reserve / SHARES))));
    }
}
