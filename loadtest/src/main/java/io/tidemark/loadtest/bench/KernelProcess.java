package io.tidemark.loadtest.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.client.process.ServerLaunch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.Main;

/**
 * Runs JMH in a process of its own and reads what it has found. With no forks all benchmarks run in that one process, which
 * spares a start and a gigabyte of fresh memory for each.
 */
final class KernelProcess {

    private static final String HEAP = "-Xmx3g";

    private final Path directory;

    /** JMH's words and results go to this directory. */
    KernelProcess(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs benchmarks.
     *
     * @param benchmarks a regular expression over their full names
     * @param forks processes for each benchmark; 0: none of its own
     * @param warmUps how often each is run for so long before it is measured
     * @param runs how often it is measured
     * @return time of an operation, nanoseconds, by full name, a blank, and the place
     * @throws IllegalStateException when one of them fails
     */
    Map<String, Double> nanos(String benchmarks, int forks, int warmUps, int warmUpMillis, int runs, int runMillis) {
        Path log = directory.resolve("jmh.log");
        Path results = directory.resolve("jmh.csv");
        List<String> flags = new ArrayList<>(List.of(HEAP));
        flags.addAll(ServerLaunch.fullSpeed());
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), benchmarks));
        command.addAll(List.of("-f", Integer.toString(forks), "-foe", "true", "-jvmArgs", String.join(" ", flags)));
        command.addAll(List.of("-wi", Integer.toString(warmUps), "-w", warmUpMillis + "ms"));
        command.addAll(List.of("-i", Integer.toString(runs), "-r", runMillis + "ms"));
        command.addAll(List.of("-rf", "csv", "-rff", results.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("JMH has failed:\n" + Files.readString(log));
            }
            return read(results);
        } catch (IOException e) {
            throw new IllegalStateException("JMH cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while JMH ran", e);
        }
    }

    private static Map<String, Double> read(Path results) throws IOException {
        Map<String, Double> nanos = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(results)) {
            for (NamedCsvRecord row : rows) {
                nanos.put(
                        row.getField("Benchmark") + " " + row.getField("Param: where"),
                        Double.valueOf(row.getField("Score")));
            }
        }
        return nanos;
    }
}
