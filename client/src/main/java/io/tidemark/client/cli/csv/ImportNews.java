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
            progress.standsStill("the server is out of room, waiting");
            err.println("import: " + why.getMessage());
            err.println(
                    "import: waiting for room, for up to " + waitForRoom.toMinutes()
                            + " min; it goes on by itself. If you end it, what was accepted stays: import the file again later");
        } else {
            progress.standsStill("the connection is lost, trying again");
            err.println("import: the connection is lost: " + why.getMessage());
            err.println("import: trying again, for up to " + reconnectFor.toSeconds() + " s");
        }
        err.flush();
    }

    @Override
    public synchronized void resumed() {
        told = "";
        progress.goesOn();
        err.println("import: the server takes readings again, going on");
        err.flush();
    }
}
