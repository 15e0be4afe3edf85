package io.tidemark.loadtest.crash;

import io.tidemark.client.process.ServerLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings under which a short load rolls segments and lets checkpoints cover some of them. */
final class SmallSegments {

    private static final String SETTINGS = """
            tidemark.journal.segmentBytes = 2 MiB
            tidemark.journal.recordBytesMax = 1 MiB
            tidemark.journal.segmentsAhead = 1
            tidemark.ingest.requestBytesMax = 512 KiB
            tidemark.ingest.groupBytesMax = 512 KiB
            tidemark.store.bytesMax = 512 MiB
            """;

    private SmallSegments() {}

    /** The same server with these settings, which are written into the directory. */
    static ServerLaunch with(ServerLaunch launch, Path directory) {
        try {
            Path file = Files.writeString(directory.resolve("server.conf"), SETTINGS);
            return launch.withArguments("--config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the settings cannot be written", e);
        }
    }
}
