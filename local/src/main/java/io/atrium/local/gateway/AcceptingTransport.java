package io.atrium.local.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.transports.JDKTransport;
import java.util.function.Predicate;

/** Asks about each accepted connection before anything is read from it, a TLS handshake neither. */
final class AcceptingTransport extends JDKTransport {

    private final Predicate<Channel> admitted;

    AcceptingTransport(Predicate<Channel> admitted) {
        this.admitted = admitted;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
        return () -> {
            ServerChannel server = factory.newChannel();
            server.pipeline().addLast(new Acceptance());
            return server;
        };
    }

    /** Stands before Netty's own acceptor, which registers the connection. */
    private final class Acceptance extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel connection && !admitted.test(connection)) {
                connection.unsafe().closeForcibly();
            } else {
                context.fireChannelRead(message);
            }
        }
    }
}
