package io.tidemark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Servers on fresh stores, one after the other in one process: for rehearsals, where starting a process for each would
 * take longer than what is rehearsed.
 */
@Command(
        name = "sandbox",
        description = {
            "Serve a fresh temporary store for every line read from standard input.",
            "Prints where each listens; the one before is stopped and its store deleted. Ends with the input."
        },
        mixinStandardHelpOptions = true)
final class Sandbox implements Callable<Integer> {

    private static final long SEGMENT_BYTES = 1 << 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.setProperty("tidemark.port", "0");
        System.setProperty("tidemark.journal.segmentBytes", String.valueOf(SEGMENT_BYTES));
        System.setProperty("tidemark.journal.recordBytesMax", String.valueOf(SEGMENT_BYTES / 2));
        System.setProperty("tidemark.ingest.requestBytesMax", String.valueOf(SEGMENT_BYTES / 4));
        System.setProperty("tidemark.ingest.groupBytesMax", String.valueOf(SEGMENT_BYTES / 2));
        System.setProperty("tidemark.journal.segmentsAhead", "1");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Fresh present = null;
        try {
            while (input.readLine() != null) {
                Fresh next = Fresh.open();
                if (present != null) {
                    present.close();
                }
                present = next;
                System.out.println("tidemark listening on 127.0.0.1:" + next.server.port());
                System.out.flush();
            }
        } finally {
            if (present != null) {
                present.close();
            }
        }
        return 0;
    }

    /** A server on a store that goes with it. */
    private record Fresh(TidemarkServer server, Path directory) {

        static Fresh open() throws IOException {
            Path directory = Files.createTempDirectory("tidemark-sandbox-");
            System.setProperty("tidemark.dataDirectory", directory.toString());
            com.typesafe.config.ConfigFactory.invalidateCaches();
            return new Fresh(new TidemarkServer(ServerConfig.load(null), Clock.systemUTC()), directory);
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
