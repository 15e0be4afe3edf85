package io.tidemark.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a directory for one process. The operating system holds the lock and lets it go when the process ends, however
 * it ends; the file stays.
 */
final class DirectoryLock implements Closeable {

    static final String FILE_NAME = "lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            throw taken(directory, inThisProcess);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw taken(directory, null);
        }
        return new DirectoryLock(channel);
    }

    private static JournalLockedException taken(Path directory, Throwable cause) {
        return new JournalLockedException(
                "journal directory " + directory
                        + " is open in another server: stop that one, or give this one a directory of its own",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
