package io.atrium.local.gateway;

import java.time.Duration;

/**
 * What clients may hold of the gateway. An unfinished head takes up to 16 KiB of memory, and a reply that a client does not
 * read up to 64 KiB: the number of connections bounds both.
 *
 * @param connections open connections of all clients; the one that was idle longest, of the network with most, is closed for
 *     another network's
 * @param connectionsPerNetwork those of one client network
 * @param headTimeout how long the head of a request may take before 408
 * @param replyGrace how long a reply may wait for its client in all, besides the time that its bytes take at the least rate
 * @param leastReplyRate bytes a second that a client has to read while a reply waits for it
 */
public record GatewayLimits(
        int connections, int connectionsPerNetwork, Duration headTimeout, Duration replyGrace, int leastReplyRate) {

    public static final GatewayLimits DEFAULT =
            new GatewayLimits(1024, 512, Duration.ofSeconds(10), Duration.ofSeconds(10), 16 * 1024);

    public GatewayLimits {
        if (connectionsPerNetwork < 1 || connections < connectionsPerNetwork || leastReplyRate < 1) {
            throw new IllegalArgumentException(
                    "Not limits: " + connections + ", " + connectionsPerNetwork + ", " + leastReplyRate);
        }
        if (headTimeout.toMillis() < 1 || replyGrace.toMillis() < 1) {
            throw new IllegalArgumentException("Not times: " + headTimeout + ", " + replyGrace);
        }
    }
}
