package io.tidemark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Servers on fresh stores, one after the other in one process: for rehearsals, where starting a process for each would
 * take longer than what is rehearsed.
 */
@Command(
        name = "sandbox",
        description = {
            "Serve a fresh temporary store for every line read from standard input.",
            "Prints where each listens; the one before the last is stopped and its store deleted. Ends with the input."
        },
        mixinStandardHelpOptions = true)
final class Sandbox implements Callable<Integer> {

    private static final long SEGMENT_BYTES = 1 << 20;

    /** Stores served at once: the one in use, and the one made ready while it is. */
    private static final int SERVED_MAX = 2;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings that differ from the defaults (HOCON; every name is in reference.conf).")
    private Path config;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.setProperty("tidemark.port", "0");
        System.setProperty("tidemark.journal.segmentBytes", String.valueOf(SEGMENT_BYTES));
        System.setProperty("tidemark.journal.recordBytesMax", String.valueOf(SEGMENT_BYTES / 2));
        System.setProperty("tidemark.ingest.requestBytesMax", String.valueOf(SEGMENT_BYTES / 4));
        System.setProperty("tidemark.ingest.groupBytesMax", String.valueOf(SEGMENT_BYTES / 2));
        System.setProperty("tidemark.journal.segmentsAhead", "1");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ArrayDeque<Fresh> served = new ArrayDeque<>();
        try {
            while (input.readLine() != null) {
                Fresh next = Fresh.open(config);
                served.add(next);
                System.out.println("tidemark listening on 127.0.0.1:" + next.server.port());
                System.out.flush();
                if (served.size() > SERVED_MAX) {
                    served.remove().close();
                }
            }
        } finally {
            while (!served.isEmpty()) {
                served.remove().close();
            }
        }
        return 0;
    }

    /** A server on a store that goes with it. */
    private record Fresh(TidemarkServer server, Path directory) {

        static Fresh open(Path config) throws IOException {
            Path directory = Files.createTempDirectory("tidemark-sandbox-");
            System.setProperty("tidemark.dataDirectory", directory.toString());
            com.typesafe.config.ConfigFactory.invalidateCaches();
            return new Fresh(new TidemarkServer(ServerConfig.load(config), Clock.systemUTC()), directory);
        }

        void close() throws IOException, InterruptedException {
            server.stop();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
