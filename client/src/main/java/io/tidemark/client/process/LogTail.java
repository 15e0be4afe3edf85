package io.tidemark.client.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a server's log, for messages. */
final class LogTail {

    /** Most of a log that is shown, bytes. */
    private static final int SHOWN_BYTES_MAX = 4_000;

    private final Path file;

    LogTail(Path file) {
        this.file = file;
    }

    /** A colon, a new line and the end of the log; empty when there is none. */
    String shown() {
        if (file == null) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - SHOWN_BYTES_MAX);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "" : ":\n" + text;
        } catch (IOException e) {
            return "";
        }
    }
}
