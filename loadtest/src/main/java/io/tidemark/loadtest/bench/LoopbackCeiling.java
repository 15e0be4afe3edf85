package io.tidemark.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** How many bytes a second go through this machine's loopback over plain TCP, both ends on the same cores. */
final class LoopbackCeiling {

    private static final int BUFFER_BYTES = 1 << 20;

    private LoopbackCeiling() {}

    /**
     * Sends so many bytes over each of some connections at once.
     *
     * @return bytes a second, all connections together
     */
    static double bytesPerSecond(int connections, long bytesEach) {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            List<SocketChannel> sides = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                SocketChannel sender = SocketChannel.open(server.getLocalAddress());
                SocketChannel receiver = server.accept();
                sides.addAll(List.of(sender, receiver));
                threads.add(new Thread(() -> send(sender, bytesEach), "loopback-sender"));
                threads.add(new Thread(() -> receive(receiver, bytesEach), "loopback-receiver"));
            }
            long started = System.nanoTime();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            long nanos = System.nanoTime() - started;
            for (SocketChannel side : sides) {
                side.close();
            }
            return connections * bytesEach / (nanos / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException("the loopback cannot be measured", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void send(SocketChannel channel, long bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            for (long left = bytes; left > 0; ) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
                left -= channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void receive(SocketChannel channel, long bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            for (long left = bytes; left > 0; ) {
                int read = channel.read(buffer.clear());
                if (read < 0) {
                    throw new IOException("the connection ended early");
                }
                left -= read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
