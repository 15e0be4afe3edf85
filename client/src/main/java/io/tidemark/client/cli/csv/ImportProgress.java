package io.tidemark.client.cli.csv;

import java.io.Closeable;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar on standard error: how much of the files has been read, how many readings a second, how long it will take. */
final class ImportProgress implements Closeable {

    /** When a bar is shown. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    private static final int ROWS_BETWEEN = 2_048;
    private static final int WIDTH = 100;

    private final ProgressBar bar;
    private final Tally tally;
    private final long startNanos = System.nanoTime();
    private int rowsUntilNext = ROWS_BETWEEN;
    private volatile String standing = "";

    ImportProgress(When when, String task, long bytes, Tally tally) {
        this.tally = tally;
        boolean shown = when == When.ALWAYS || (when == When.AUTO && System.console() != null);
        this.bar = shown ? newBar(task, bytes) : null;
    }

    private static ProgressBar newBar(String task, long bytes) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(bytes)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    /** After a row; looks at the clock only now and then. */
    void rowDone(long bytesRead) {
        if (bar == null || --rowsUntilNext > 0) {
            return;
        }
        rowsUntilNext = ROWS_BETWEEN;
        show(bytesRead);
    }

    /** At the end of a file. */
    void show(long bytesRead) {
        if (bar != null) {
            bar.stepTo(bytesRead);
            bar.setExtraMessage(
                    standing.isEmpty()
                            ? String.format(Locale.ROOT, " %,d readings, %,d/s", tally.readings, rate())
                            : " " + standing);
        }
    }

    /**
     * Nothing is taken at the moment, and the bar says why; it goes on when the word is empty. Any thread.
     *
     * @return what to print before a line of its own, so that it does not stand on the bar's
     */
    String standsStill(String why) {
        standing = why;
        if (bar == null) {
            return "";
        }
        bar.setExtraMessage(" " + why);
        return System.lineSeparator();
    }

    /** Readings a second since the beginning. */
    long rate() {
        double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
        return Math.round(tally.readings / seconds);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
