package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;

/** Files of which somebody is told before one is made, and before each write to one that was made. */
record FilesThatTell(JournalFiles files, Runnable beforeCreate, Runnable beforeWrite, LongConsumer beforeResize)
        implements JournalFiles {

    FilesThatTell(JournalFiles files, Runnable beforeCreate, Runnable beforeWrite) {
        this(files, beforeCreate, beforeWrite, bytes -> {});
    }

    FilesThatTell(JournalFiles files, Runnable beforeCreate) {
        this(files, beforeCreate, () -> {});
    }

    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public SegmentFile create(String name) throws IOException {
        beforeCreate.run();
        return new FileThatTells(files.create(name), beforeWrite, beforeResize);
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        return new FileThatTells(files.open(name), beforeWrite, beforeResize);
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

    private record FileThatTells(SegmentFile file, Runnable beforeWrite, LongConsumer beforeResize)
            implements SegmentFile {

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            beforeWrite.run();
            file.write(from, offset);
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return file.read(into, offset);
        }

        @Override
        public void resize(long bytes) throws IOException {
            beforeResize.accept(bytes);
            file.resize(bytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
