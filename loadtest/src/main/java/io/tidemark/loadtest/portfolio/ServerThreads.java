package io.tidemark.loadtest.portfolio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How long threads of a process have run, as Linux tells it, to a hundredth of a second. */
final class ServerThreads {

    private static final long TICK_MILLIS = 10;
    private static final int NAME_CHARS_MAX = 15;

    /** Fields of a thread's {@code stat} behind its name: ticks in user mode, then in system mode. */
    private static final int USER_FIELD = 11;

    private final Path threads;

    ServerThreads(long pid) {
        this.threads = Path.of("/proc", Long.toString(pid), "task");
    }

    /**
     * Processor time of the threads of a name, milliseconds.
     *
     * @throws IllegalStateException where it cannot be told, or no thread has the name
     */
    long processorMillis(String name) {
        String known = name.substring(0, Math.min(NAME_CHARS_MAX, name.length()));
        try (Stream<Path> all = Files.list(threads)) {
            List<Path> found = all.filter(
                            thread -> text(thread.resolve("comm")).strip().equals(known))
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("the server has no thread " + name);
            }
            return found.stream()
                    .mapToLong(thread -> millis(text(thread.resolve("stat"))))
                    .sum();
        } catch (IOException unknown) {
            throw new IllegalStateException("the threads of the server cannot be looked at: " + unknown, unknown);
        }
    }

    private static long millis(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return TICK_MILLIS * (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1]));
    }

    /** Empty for a thread that has just ended. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }
}
