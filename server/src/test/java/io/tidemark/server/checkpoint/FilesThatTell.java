package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Files of which somebody is told before one is made. */
record FilesThatTell(JournalFiles files, Runnable beforeCreate) implements JournalFiles {

    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public SegmentFile create(String name) throws IOException {
        beforeCreate.run();
        return files.create(name);
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        return files.open(name);
    }

    @Override
    public SegmentFile openForReading(String name) throws IOException {
        return files.openForReading(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        files.forceDirectory();
    }

    @Override
    public long usableBytes() throws IOException {
        return files.usableBytes();
    }

    @Override
    public Closeable lock() throws IOException {
        return files.lock();
    }
}
