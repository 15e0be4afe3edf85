package io.tidemark.loadtest.portfolio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The resident memory of a process, as Linux tells it. */
public final class ServerMemory {

    /** Nothing can be told: another machine, another system, or another user's process. */
    public static final long UNKNOWN = -1;

    private static final String RESET_PEAK = "5";

    private final Path process;

    private ServerMemory(Path process) {
        this.process = process;
    }

    /** Of a process on this machine. */
    public static ServerMemory of(long pid) {
        return new ServerMemory(Path.of("/proc", Long.toString(pid)));
    }

    /** Of a process that cannot be looked at. */
    public static ServerMemory unknown() {
        return new ServerMemory(null);
    }

    /** Bytes resident now, or {@link #UNKNOWN}. */
    long residentBytes() {
        return status("VmRSS:");
    }

    /** The most bytes resident since the last call of {@link #resetPeak}, or {@link #UNKNOWN}. */
    long peakBytes() {
        return status("VmHWM:");
    }

    /** Counts the peak from now on. */
    void resetPeak() {
        if (process != null) {
            try {
                Files.writeString(process.resolve("clear_refs"), RESET_PEAK);
            } catch (IOException e) {
                // Then the peak is that of the whole life, which is true as well and above what is now.
                return;
            }
        }
    }

    private long status(String name) {
        if (process == null) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException | java.io.UncheckedIOException e) {
            return UNKNOWN;
        }
    }
}
