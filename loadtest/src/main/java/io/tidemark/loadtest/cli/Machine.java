package io.tidemark.loadtest.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What a figure depends on besides the program. */
final class Machine {

    private Machine() {}

    /** Runtime, cores and system in one line. */
    static String description() {
        return "JDK " + Runtime.version().feature() + " (" + System.getProperty("java.vm.version") + "), "
                + Runtime.getRuntime().availableProcessors() + " cores shared by both sides, "
                + processor() + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** How busy the machine is: figures of a machine that does other work are too low. */
    static String load() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double average = system.getSystemLoadAverage();
        return average < 0 ? "not known" : String.format(Locale.ROOT, "%.1f (average of the last minute)", average);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                    .orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
