package io.tidemark.server.access;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the connections. When there are as many as may be, a new one takes the place of the one that has waited longest
 * without having spoken HTTP/2 yet: who only connects keeps nobody out. When all have spoken, the new one is closed.
 *
 * <p>Stands in the listening socket's pipeline; guards itself, since connections end on any event loop.
 */
@ChannelHandler.Sharable
public final class ConnectionGate extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGate.class);

    private final int connectionsMax;
    private final Map<SocketAddress, Channel> silent = new LinkedHashMap<>();
    private final Set<Channel> open = new HashSet<>();
    private long closed;

    /** A gate that lets so many connections be open at once. */
    public ConnectionGate(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    /** Tells the gate which connections have spoken. */
    public ServerTransportFilter filter() {
        return new ServerTransportFilter() {
            @Override
            public Attributes transportReady(Attributes transport) {
                spoke(transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
                return transport;
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        Channel given;
        synchronized (this) {
            given = open.size() < connectionsMax ? null : makeRoom(connection);
            if (given != connection) {
                open.add(connection);
                silent.put(connection.remoteAddress(), connection);
            }
        }
        if (given == connection) {
            // It belongs to no event loop yet.
            connection.unsafe().closeForcibly();
            return;
        }
        SocketAddress from = connection.remoteAddress();
        if (given != null) {
            given.close();
        }
        context.fireChannelRead(connection);
        connection.closeFuture().addListener(ended -> ended(from, connection));
    }

    /** The connection to close for a new one: the longest silent, else the new one itself. */
    private Channel makeRoom(Channel fresh) {
        if (closed++ % connectionsMax == 0) {
            LOG.warn(
                    "{} connections are open, as many as connections.max lets be: the one silent longest makes room for a"
                            + " new one, and where none is silent the new one is closed",
                    connectionsMax);
        }
        Iterator<Channel> longest = silent.values().iterator();
        if (!longest.hasNext()) {
            return fresh;
        }
        Channel given = longest.next();
        longest.remove();
        return given;
    }

    private synchronized void spoke(SocketAddress from) {
        silent.remove(from);
    }

    private synchronized void ended(SocketAddress from, Channel connection) {
        open.remove(connection);
        silent.remove(from, connection);
    }

    /** Connections open now; at most one more than may be, while one makes room. */
    public synchronized int open() {
        return open.size();
    }

    /**
     * Has what was written to connections sent. To be called every few seconds: when a peer does not answer a ping, gRPC ends
     * its calls by resets that it does not send, and closes the connection only when they are sent.
     */
    public void flush() {
        List<Channel> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(Channel::flush);
    }
}
