package io.tidemark.loadtest.load;

import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.RequestBytes;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One connection: its writer's stream, and its part of every round. Rounds are run by one thread at a time. */
final class LoadSender implements AutoCloseable {

    private final Connection connection;
    private final LoadStream stream;
    private final BatchCursor cursor;
    private final RequestBytes request = new RequestBytes();

    LoadSender(String address, String writerId, LoadPlan plan, Population population, int part) {
        this.connection = new Connection(address);
        this.cursor = new BatchCursor(plan, population, part);
        try {
            this.stream = LoadStream.open(connection.channel(), writerId, plan.inFlightMax());
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Sends its part of a round and waits until all of it is acknowledged.
     *
     * @param readingsPerSecond of this connection; 0: as many as go
     * @param startNanos when the round begins
     * @return the bytes sent, and the readings
     */
    Sent sendRound(int firstSlot, double readingsPerSecond, long startNanos) {
        cursor.startRound(firstSlot);
        long bytes = 0;
        long readings = 0;
        while (!cursor.isAtEnd()) {
            long due =
                    readingsPerSecond > 0 ? startNanos + (long) (readings / readingsPerSecond * 1e9) : Long.MIN_VALUE;
            readings += cursor.write(request, stream.nextSequence());
            bytes += request.length();
            if (readingsPerSecond > 0) {
                sleepUntil(due);
                stream.send(request, due);
            } else {
                stream.send(request, System.nanoTime());
            }
        }
        stream.awaitAcknowledged();
        return new Sent(bytes, readings);
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    AckCounts takeCounts(Histogram into) {
        return stream.takeCounts(into);
    }

    @Override
    public void close() {
        stream.close();
        connection.close();
    }

    /** What a round took. */
    record Sent(long bytes, long readings) {}
}
