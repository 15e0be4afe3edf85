package io.tidemark.client.cli.csv;

import io.tidemark.client.TidemarkException;
import io.tidemark.client.WriterNews;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells whoever waits for an import why it stands still, once for each reason, and when it goes on. */
final class ImportNews implements WriterNews {

    private final PrintWriter err;
    private final ImportProgress progress;
    private final Duration reconnectFor;
    private final Duration waitForRoom;
    private String told = "";

    ImportNews(PrintWriter err, ImportProgress progress, Duration reconnectFor, Duration waitForRoom) {
        this.err = err;
        this.progress = progress;
        this.reconnectFor = reconnectFor;
        this.waitForRoom = waitForRoom;
    }

    @Override
    public synchronized void interrupted(TidemarkException why, Duration wait) {
        String reason = why.code() + " " + why.reason();
        if (reason.equals(told)) {
            return;
        }
        told = reason;
        if (why.isOutOfRoom()) {
            print(
                    "the server is out of room, waiting",
                    why.getMessage(),
                    "waiting for room, for up to " + waitForRoom.toMinutes()
                            + " min; it goes on by itself. If you end it, what was accepted stays: import the file again"
                            + " later");
        } else {
            print(
                    "the connection is lost, trying again",
                    "the connection is lost: " + why.getMessage(),
                    "trying again, for up to " + reconnectFor.toSeconds() + " s");
        }
    }

    @Override
    public synchronized void resumed() {
        told = "";
        print("", "the server takes readings again, going on");
    }

    /** Lines of their own, in one piece, since the bar writes to the same place. */
    private void print(String standing, String... lines) {
        StringBuilder text = new StringBuilder(progress.standsStill(standing));
        for (String line : lines) {
            text.append("import: ").append(line).append(System.lineSeparator());
        }
        err.print(text);
        err.flush();
    }
}
