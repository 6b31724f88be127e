package io.atrium.kit.http;

import io.atrium.kit.id.Ids;
import io.atrium.kit.wire.GuardOptions;
import io.atrium.kit.wire.RequestGuard;
import io.atrium.kit.wire.WireLimits;
import io.netty.channel.Channel;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Installs a {@link RequestGuard} before the HTTP parser of every connection that a server of this process accepts.
 * Quarkus creates its HTTP server itself and gives no access to a connection before its first request was parsed, so
 * the guard wraps the transport of Vert.x, which creates connections. Vert.x finds this class as a service.
 */
public final class WireGuard implements VertxServiceProvider {

    private static final Logger LOG = Logger.getLogger(WireGuard.class);
    private static final String LINE = "quarkus.http.limits.max-initial-line-length";
    private static final String BODY = "atrium.http.max-chunked-body";
    private static final String HEAD_TIMEOUT = "atrium.http.head-timeout";
    private static final String HEAD = "quarkus.http.limits.max-header-size";

    @Override
    public void init(VertxBuilder builder) {
        GuardOptions options = options(ConfigProvider.getConfig());
        builder.findTransport(new GuardedTransport(builder.findTransport(), channel -> guard(channel, options)));
    }

    private static GuardOptions options(Config config) {
        int line = config.getOptionalValue(LINE, Integer.class).orElse(8192);
        int head = config.getOptionalValue(HEAD, MemorySize.class)
                .map(size -> (int) size.asLongValue())
                .orElse(20 * 1024);
        long body = config.getOptionalValue(BODY, MemorySize.class)
                .map(MemorySize::asLongValue)
                .orElse(0L);
        return new GuardOptions(
                new WireLimits(line, Math.max(line, head), body == 0 ? Long.MAX_VALUE : body),
                config.getOptionalValue(HEAD_TIMEOUT, Duration.class).orElse(Duration.ofSeconds(10)),
                () -> Ids.next().toString(),
                (refusal, reason, requestLine, requestId) ->
                        LOG.debugf("%s %s: %s (request %s)", refusal, reason, requestLine, requestId));
    }

    private static void guard(Channel channel, GuardOptions options) {
        channel.pipeline().addLast(new GuardPlacement(options));
    }
}
