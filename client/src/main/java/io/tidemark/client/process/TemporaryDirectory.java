package io.tidemark.client.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory that is deleted with all it holds when it is closed, or when this process ends in an orderly way. */
public final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final Runnable cleaner;

    private TemporaryDirectory(Path path) {
        this.path = path;
        this.cleaner = () -> deleteAll(path);
        AtExit.add(cleaner);
    }

    /** Makes one in the system's place for temporary files. */
    public static TemporaryDirectory make(String prefix) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made: " + e.getMessage(), e);
        }
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** Leaves it, so that somebody may look: it is not deleted any more, unless it is closed. */
    public void keep() {
        AtExit.remove(cleaner);
    }

    @Override
    public void close() {
        deleteAll(path);
        AtExit.remove(cleaner);
    }

    /**
     * Deletes as much as it can. What has gone meanwhile is no trouble: the end of this process and a close may both be at
     * it.
     */
    private static void deleteAll(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("tidemark: " + directory + " cannot be deleted: " + e.getMessage());
        }
    }
}
