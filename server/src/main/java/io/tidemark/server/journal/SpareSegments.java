package io.tidemark.server.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Files of segments whose records nobody needs any more, kept to be written again: a new file would have to be filled with
 * zeros first, which costs the device as much as the records themselves. A file that is used again has its space already,
 * so it is also there when the disk is full. Any thread.
 */
final class SpareSegments {

    static final String SUFFIX = ".spare";

    private final JournalFiles files;
    private final JournalConfig config;
    private final RandomGenerator random;
    private final ArrayDeque<String> names = new ArrayDeque<>();

    private SpareSegments(JournalFiles files, JournalConfig config, RandomGenerator random) {
        this.files = files;
        this.config = config;
        this.random = random;
    }

    /**
     * Finds what an earlier start left; what is too much, or of another size, is deleted.
     *
     * @param random for the lives of segments; hard to guess, so that nobody can write a record of a later life
     */
    static SpareSegments find(JournalFiles files, JournalConfig config, RandomGenerator random) throws IOException {
        SpareSegments spares = new SpareSegments(files, config, random);
        List<String> found = files.list().stream()
                .filter(name -> name.endsWith(SUFFIX))
                .sorted()
                .toList();
        for (String name : found) {
            if (spares.names.size() < config.segmentsSpareMax() && spares.size(name) == config.segmentBytes()) {
                spares.names.add(name);
            } else {
                files.delete(name);
            }
        }
        return spares;
    }

    private long size(String name) throws IOException {
        try (SegmentFile file = files.openForReading(name)) {
            return file.size();
        }
    }

    /**
     * Takes the oldest segment out of the journal: its file becomes a spare or, where there are enough, is deleted. Durable
     * when this returns; if it fails, the same call may be made again. A spare whose new name was not forced then is found
     * by the next start.
     */
    void retire(SegmentInfo oldest) throws IOException {
        if (oldest.segmentBytes() != config.segmentBytes() || !isRoom()) {
            files.delete(oldest.name());
            files.forceDirectory();
            return;
        }
        // A name of its own: after a repair a segment may begin again where another did.
        String spare = oldest.name() + "-" + Integer.toHexString(newLife()) + SUFFIX;
        boolean isThere = files.list().contains(oldest.name());
        if (isThere) {
            files.rename(oldest.name(), spare);
        }
        // Before anybody writes it: else a power loss could give the old name back to a file with a new header.
        files.forceDirectory();
        if (isThere) {
            synchronized (names) {
                names.add(spare);
            }
        }
    }

    private boolean isRoom() {
        synchronized (names) {
            return names.size() < config.segmentsSpareMax();
        }
    }

    /** A spare, now the caller's, or null if there is none. */
    String take() {
        synchronized (names) {
            return names.poll();
        }
    }

    /** A number that no segment had before, as far as chance allows; never 0. */
    int newLife() {
        int life = 0;
        while (life == 0) {
            life = random.nextInt();
        }
        return life;
    }
}
