package io.tidemark.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory of files, and nothing more than the journal needs of it. Everything that can fail, be lost or be slow
 * lies behind this interface, so that a test can put its own directory here.
 *
 * <p>Names are plain file names. Making, renaming and deleting are durable after {@link #forceDirectory()}.
 */
public interface JournalFiles {

    /** Names of all files, in no order. */
    List<String> list() throws IOException;

    /** Makes a new empty file, open for reading and writing; one of that name is an error. */
    SegmentFile create(String name) throws IOException;

    /** Opens a file for reading and writing. */
    SegmentFile open(String name) throws IOException;

    /** Makes a new empty file that is appended to, as {@link #openToAppend} from 0 on. */
    default SegmentFile createToAppend(String name) throws IOException {
        return create(name);
    }

    /**
     * Opens a file that is appended to: nothing at the offset or behind it is needed, and each write begins where the one
     * before ended. What lies behind a write, up to the next multiple of 4,096, may become zero by it, and the file as long.
     *
     * @param from where the first write begins
     */
    default SegmentFile openToAppend(String name, long from) throws IOException {
        return open(name);
    }

    /** Opens a file for reading only. */
    SegmentFile openForReading(String name) throws IOException;

    /** Gives a file another name, in one step; a file that had it is gone. Open files stay open. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file; that there is none is no error. */
    void delete(String name) throws IOException;

    /** Forces the directory itself: the names in it. */
    void forceDirectory() throws IOException;

    /** Bytes the file system would still take. */
    long usableBytes() throws IOException;

    /**
     * Takes the directory for this process alone until the lock is closed or the process ends.
     *
     * @throws JournalLockedException if somebody has it
     */
    Closeable lock() throws IOException;
}
