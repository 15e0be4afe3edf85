package io.tidemark.client;

import java.time.Duration;

/** The settings of a {@link ReadingWriter}. For one thread. */
public final class ReadingWriterBuilder {

    final TidemarkClient client;
    final String writerId;
    int batchesInFlightMax = 64;
    long bytesInFlightMax = 64L << 20;
    WhenFull whenFull = WhenFull.BLOCK;
    Duration reconnectFor = Duration.ofMinutes(1);
    Duration waitForRoom = Duration.ofMinutes(1);
    WriterNews news = WriterNews.NONE;
    Duration backoffMin = Duration.ofMillis(50);
    Duration backoffMax = Duration.ofSeconds(5);

    ReadingWriterBuilder(TidemarkClient client, String writerId) {
        this.client = client;
        this.writerId = writerId;
    }

    /** Most batches not yet durable, 1 or more; 64 by default, and never more than the server takes. */
    public ReadingWriterBuilder batchesInFlightMax(int batches) {
        batchesInFlightMax = batches;
        return this;
    }

    /** Most bytes not yet durable; 64 MiB by default. A single larger batch goes alone. */
    public ReadingWriterBuilder bytesInFlightMax(long bytes) {
        bytesInFlightMax = bytes;
        return this;
    }

    /** What an append does when one of the two limits is reached; it waits by default. */
    public ReadingWriterBuilder whenFull(WhenFull choice) {
        whenFull = choice;
        return this;
    }

    /**
     * How long the writer tries to get through to the server without getting anywhere, before it gives up and fails what is
     * in flight; a minute by default. See {@link #waitForRoom} for a server that is reached and is full.
     */
    public ReadingWriterBuilder reconnectFor(Duration longest) {
        reconnectFor = longest;
        return this;
    }

    /**
     * How long the writer goes on trying while the server answers that its disk or its memory is full
     * ({@code DISK_FULL}, {@code STORE_FULL}), before it gives up and fails what is in flight with that answer; a minute by
     * default. It goes on by itself once there is room.
     */
    public ReadingWriterBuilder waitForRoom(Duration longest) {
        waitForRoom = longest;
        return this;
    }

    /** Who hears when the writer gets nowhere and tries again, and when it gets on; nobody by default. */
    public ReadingWriterBuilder news(WriterNews listener) {
        news = listener;
        return this;
    }

    /**
     * How long it waits between two attempts: {@code shortest} at first, then twice as long each time up to
     * {@code longest}, each varied by a fifth so that many writers do not come back at once. 50 ms and 5 s by default.
     */
    public ReadingWriterBuilder backoff(Duration shortest, Duration longest) {
        backoffMin = shortest;
        backoffMax = longest;
        return this;
    }

    /**
     * Opens the writer, and waits until the server says how far it had come.
     *
     * @throws TidemarkException when the server refuses it, or is not reached in the time of {@link #reconnectFor}
     */
    public ReadingWriter open() {
        ReadingWriter writer = new ReadingWriter(this);
        writer.start();
        return writer;
    }
}
