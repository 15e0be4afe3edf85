package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What the journal's tests share: small journals, their records, and how to read them back. */
final class JournalFixture {

    /** The smallest segments there are, a buffer smaller than most records. */
    static final JournalConfig SMALL = new JournalConfig(8192, 256, 2000, 1, 2);

    private JournalFixture() {}

    /** One record, compared by its contents. */
    record Stored(int type, long position, ByteBuffer payload) {

        static Stored of(int type, long position, byte[] payload) {
            return new Stored(type, position, ByteBuffer.wrap(payload));
        }

        @Override
        public String toString() {
            return "type " + type + " at " + position + " of " + payload.remaining() + " bytes #" + payload.hashCode();
        }
    }

    /** Collects what it visits. */
    static final class Collector implements RecordVisitor {

        final List<Stored> records = new ArrayList<>();

        @Override
        public void record(int type, long position, ByteBuffer payload) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            records.add(Stored.of(type, position, bytes));
        }
    }

    static byte[] payload(SplittableRandom random, int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) random.nextInt();
        }
        return payload;
    }

    static byte[] filled(int bytes, int with) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) with);
        return payload;
    }

    /** Writes a record whose bytes follow from its type and size. */
    static Stored write(Journal journal, int type, int bytes) {
        byte[] payload = filled(bytes, type);
        return Stored.of(type, journal.write(type, payload, 0, bytes), payload);
    }

    static Journal open(JournalFiles files, JournalConfig config) throws IOException {
        return open(files, config, new Collector());
    }

    /** Opens, replays everything, and goes on writing; segments are prepared by whoever needs them. */
    static Journal open(JournalFiles files, JournalConfig config, RecordVisitor visitor) throws IOException {
        try (JournalDirectory directory = JournalDirectory.open(files, config)) {
            directory.replay(directory.firstPosition(), visitor);
            return directory.startWriting(Runnable::run);
        }
    }

    /** All records of a journal, which is left as it is. */
    static List<Stored> records(JournalFiles files, JournalConfig config) throws IOException {
        Collector collector = new Collector();
        replay(files, config, collector);
        return collector.records;
    }

    static ReplayReport replay(JournalFiles files, JournalConfig config, RecordVisitor visitor) throws IOException {
        try (JournalDirectory directory = JournalDirectory.open(files, config)) {
            return directory.replay(directory.firstPosition(), visitor);
        }
    }
}
