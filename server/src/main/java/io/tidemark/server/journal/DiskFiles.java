package io.tidemark.server.journal;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory on a disk. */
public final class DiskFiles implements JournalFiles {

    private final Path directory;
    private final AlignedBuffers buffers = new AlignedBuffers();

    private DiskFiles(Path directory) {
        this.directory = directory;
    }

    /** The files of a directory, which is made if there is none. */
    public static DiskFiles at(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Path existing = absolute.getParent();
            while (existing != null && !Files.isDirectory(existing)) {
                existing = existing.getParent();
            }
            Files.createDirectories(absolute);
            for (Path made = absolute.getParent(); made != null; made = made.getParent()) {
                forceDirectory(made);
                if (made.equals(existing)) {
                    break;
                }
            }
        }
        return new DiskFiles(absolute);
    }

    /** Where the files lie. */
    public Path directory() {
        return directory;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new DiskFile(FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new DiskFile(
                FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public SegmentFile createToAppend(String name) throws IOException {
        create(name).close();
        return openToAppend(name, 0);
    }

    /**
     * Writes go past the machine's cache where the file system can do that: of a journal or a checkpoint hardly anything is read
     * soon, so its pages would only take memory, and the time to find it, from the readings.
     */
    @Override
    public SegmentFile openToAppend(String name, long from) throws IOException {
        DiskFile file = open(name);
        FileChannel blocks = openPastCache(directory.resolve(name));
        return blocks == null ? file : new BlockFile(file, new DiskFile(blocks), from, buffers);
    }

    /** Null where the file system cannot do that, or not in blocks of this size. */
    private FileChannel openPastCache(Path file) {
        try {
            long blockBytes = Files.getFileStore(file).getBlockSize();
            if (blockBytes > 0 && BlockFile.BLOCK_BYTES % blockBytes == 0) {
                return FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            // Not an error: what is not there is speed.
        }
        return null;
    }

    @Override
    public SegmentFile openForReading(String name) throws IOException {
        return new DiskFile(FileChannel.open(directory.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        forceDirectory(directory);
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public Closeable lock() throws IOException {
        return DirectoryLock.acquire(directory);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
