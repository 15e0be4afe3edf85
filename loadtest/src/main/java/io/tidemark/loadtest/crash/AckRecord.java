package io.tidemark.loadtest.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * What was acknowledged, on disk, forced entry by entry: (writer, sequence), each under a checksum. It is read anew for
 * every verification; what this process remembers does not count. Any thread may add.
 *
 * <pre>
 *   0        4            12      16
 *   | writer | sequence   | crc   |   16 bytes an entry, big-endian; crc is the CRC-32C of the 12 bytes before
 * </pre>
 */
final class AckRecord implements AutoCloseable {

    private static final int ENTRY_BYTES = 16;
    private static final int CHECKED_BYTES = 12;

    private final FileChannel file;
    private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY_BYTES);
    private long entries;

    AckRecord(Path path) throws IOException {
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file.position(file.size() / ENTRY_BYTES * ENTRY_BYTES);
    }

    /** Notes that a writer's batches up to a sequence are acknowledged; on the device when it returns. */
    synchronized void add(int writer, long sequence) {
        entry.clear();
        entry.putInt(writer).putLong(sequence).putInt(checksum(entry));
        entry.flip();
        try {
            while (entry.hasRemaining()) {
                file.write(entry);
            }
            file.force(false);
            entries++;
            notifyAll();
        } catch (IOException e) {
            throw new UncheckedIOException("the record of acknowledgements cannot be written", e);
        }
    }

    /** Entries added since this was opened. */
    synchronized long entries() {
        return entries;
    }

    /**
     * Waits until so many more entries have been added.
     *
     * @return whether they were, within the time
     */
    synchronized boolean awaitMore(long more, long millisMax) throws InterruptedException {
        long wanted = entries + more;
        long deadline = System.nanoTime() + millisMax * 1_000_000;
        while (entries < wanted) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The highest sequence noted for each writer, read from the file; 0 where there is none. */
    synchronized long[] read(int writers) {
        long[] highest = new long[writers];
        ByteBuffer read = ByteBuffer.allocate(ENTRY_BYTES);
        try {
            for (long at = 0; at + ENTRY_BYTES <= file.size(); at += ENTRY_BYTES) {
                read.clear();
                while (read.hasRemaining() && file.read(read, at + read.position()) >= 0) {}
                read.flip();
                if (read.getInt(CHECKED_BYTES) != checksum(read)) {
                    throw new IllegalStateException("the record of acknowledgements is damaged at byte " + at);
                }
                int writer = read.getInt(0);
                highest[writer] = Math.max(highest[writer], read.getLong(Integer.BYTES));
            }
            return highest;
        } catch (IOException e) {
            throw new UncheckedIOException("the record of acknowledgements cannot be read", e);
        }
    }

    private static int checksum(ByteBuffer entry) {
        CRC32C crc = new CRC32C();
        crc.update(entry.duplicate().position(0).limit(CHECKED_BYTES));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
