package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * A journal on simulated files beside a plain list of what was written, and which of it was acknowledged. Each life opens
 * the journal, compares, and writes at random until it crashes.
 */
final class CrashingStore {

    final SimulatedFiles files;
    private final SplittableRandom random;
    private final List<Stored> written = new ArrayList<>();
    private JournalConfig config;
    private Journal journal;
    private Stored inDoubt;
    private long acknowledgedBelow;
    private long deletedBelow;
    private long checkpoint;

    CrashingStore(long seed) {
        random = new SplittableRandom(seed);
        files = random.nextBoolean()
                ? new SimulatedFiles(random.nextLong())
                : SimulatedFiles.throughCache(random.nextLong());
        config = randomConfig();
    }

    private JournalConfig randomConfig() {
        // Now and then so large that a start does not read a group's end at once.
        int pages = random.nextInt(16) == 0 ? random.nextInt(40, 80) : random.nextInt(2, 6);
        int segmentBytes = SegmentLayout.HEADER_BYTES * pages;
        int recordBytesMax = random.nextInt(1, SegmentLayout.payloadBytesMax(segmentBytes) + 1);
        return new JournalConfig(
                segmentBytes, random.nextInt(64, 5000), recordBytesMax, random.nextInt(1, 3), random.nextInt(4));
    }

    /** Opens the journal, compares it with the list, and goes on writing. */
    void open(Steps steps) throws IOException {
        try (JournalDirectory directory = JournalDirectory.open(files, config)) {
            long first = directory.firstPosition();
            assertThat(first).as("first position").isLessThanOrEqualTo(Math.max(deletedBelow, 4096));
            Collector all = new Collector();
            directory.replay(first, all);
            List<Stored> expected = new ArrayList<>(written);
            expected.removeIf(record -> record.position() < first);
            long acknowledged = expected.stream()
                    .filter(record -> record.position() < acknowledgedBelow)
                    .count();
            if (inDoubt != null && all.records.size() > expected.size()) {
                long position = all.records.get(expected.size()).position();
                assertThat(position).isGreaterThanOrEqualTo(inDoubt.position());
                expected.add(new Stored(inDoubt.type(), position, inDoubt.payload()));
            }
            assertThat(all.records).as("records found").hasSizeBetween((int) acknowledged, expected.size());
            assertThat(all.records).isEqualTo(expected.subList(0, all.records.size()));

            if (checkpoint >= first) {
                Collector tail = new Collector();
                directory.replay(checkpoint, tail);
                List<Stored> behind = all.records.stream()
                        .filter(record -> record.position() >= checkpoint)
                        .toList();
                assertThat(tail.records).as("from the checkpoint").isEqualTo(behind);
            }

            Executor preparing = random.nextBoolean() ? Runnable::run : task -> {};
            journal = directory.startWriting(preparing, steps);
            written.clear();
            written.addAll(all.records);
            inDoubt = null;
            acknowledge();
        }
    }

    /** One random thing. False if it was to close the journal. */
    boolean step() throws IOException {
        int what = random.nextInt(100);
        if (what < 75) {
            int bytes = random.nextInt(random.nextInt(config.recordBytesMax()) + 1);
            write(JournalFixture.payload(random, bytes));
        } else if (what < 92) {
            journal.force();
        } else if (what < 93) {
            checkpoint = journal.durablePosition();
        } else if (what < 96) {
            deletedBelow = checkpoint;
            journal.deleteBelow(checkpoint);
        } else if (what < 97) {
            assertThat(journal.roomFor(1, config.recordBytesMax())).isTrue();
        } else if (what < 99) {
            journal.prepareNext();
        } else {
            journal.close();
            acknowledgedBelow = Long.MAX_VALUE;
            return false;
        }
        acknowledge();
        return true;
    }

    private void write(byte[] payload) {
        int type = random.nextInt(1, 128);
        // It will lie here or, if a segment ends before it, behind.
        inDoubt = Stored.of(type, journal.writePosition(), payload);
        long position = journal.write(type, payload, 0, payload.length);
        inDoubt = null;
        written.add(Stored.of(type, position, payload));
    }

    private void acknowledge() {
        acknowledgedBelow = journal.durablePosition();
    }

    /** The process ends; what it had not forced may be lost, or the kernel still has it. */
    void end(boolean powerLost) {
        if (powerLost) {
            files.losePower();
        } else {
            files.killProcess();
        }
        if (random.nextInt(4) == 0) {
            config = new JournalConfig(
                    config.segmentBytes(), 777, config.recordBytesMax(), 1, config.segmentsSpareMax());
        }
    }

    int size() {
        return written.size();
    }
}
