package io.tidemark.server.estimation.run;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ComponentSelection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a run over all components once a day. The clock and the timer are given; the run has a thread of its own.
 *
 * <p>A server that was down at the time of day does not make the run up: the next one finds what was missed.
 */
public final class EstimationSchedule {

    /**
     * When, and how.
     *
     * @param timeOfDay in the zone
     * @param isFilling whether the run fills what it created
     */
    public record Settings(LocalTime timeOfDay, ZoneId zone, boolean isFilling) {

        /**
         * The next time, later than an instant. A time of day that a change of the clock skips comes as much later; one that
         * comes twice counts the first time.
         */
        public Instant next(Instant after) {
            LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1);
            ZonedDateTime at = day.atTime(timeOfDay).atZone(zone).withEarlierOffsetAtOverlap();
            while (!at.toInstant().isAfter(after)) {
                day = day.plusDays(1);
                at = day.atTime(timeOfDay).atZone(zone).withEarlierOffsetAtOverlap();
            }
            return at.toInstant();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(EstimationSchedule.class);

    private final Settings settings;
    private final EstimationRuns runs;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private volatile Thread thread;
    private volatile boolean isClosing;

    /** Waits for the next time of day. */
    public EstimationSchedule(Settings settings, EstimationRuns runs, Clock clock, ScheduledExecutorService timer) {
        this.settings = settings;
        this.runs = runs;
        this.clock = clock;
        this.timer = timer;
        waitForNext(clock.instant());
    }

    /** Waits for the next time of day later than an instant, which a timer that is a little early may not have reached. */
    private void waitForNext(Instant after) {
        Instant now = clock.instant();
        Instant next = settings.next(after);
        timer.schedule(
                () -> {
                    if (!isClosing) {
                        begin(next.toEpochMilli());
                        Instant reached = clock.instant();
                        waitForNext(reached.isAfter(next) ? reached : next);
                    }
                },
                Math.max(0, next.toEpochMilli() - now.toEpochMilli()),
                TimeUnit.MILLISECONDS);
        LOG.info("the next run of periodic estimation begins at {}", next);
    }

    private void begin(long atMillis) {
        Thread started = new Thread(() -> run(runs, settings.isFilling(), atMillis), "tidemark-estimation");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Runs over all components, with the instant as process and system date/time; returns when the run has ended. */
    static void run(EstimationRuns runs, boolean isFilling, long atMillis) {
        Semaphore woken = new Semaphore(0);
        try {
            EstimationPieces pieces = new EstimationPieces(
                    runs,
                    new RunOptions(atMillis, atMillis, false, isFilling, true, true),
                    all(runs.state()),
                    woken::release);
            try {
                drain(pieces, woken);
            } finally {
                pieces.ended();
            }
        } catch (Refusal refusal) {
            LOG.warn("a scheduled run of periodic estimation did not take place: {}", refusal.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.error("a scheduled run of periodic estimation ended early", fault);
        }
    }

    private static void drain(EstimationPieces pieces, Semaphore woken) throws InterruptedException {
        while (true) {
            var piece = pieces.next();
            if (piece != null && piece.hasSummary()) {
                LOG.info("a scheduled run of periodic estimation has ended: {}", piece.getSummary());
            }
            if (piece == null) {
                if (!pieces.isOpenEnded()) {
                    return;
                }
                woken.acquire();
            }
        }
    }

    private static int[] all(State state) {
        state.lock().read().lock();
        try {
            return state.registry()
                    .select(ComponentSelection.newBuilder().setAll(true).build());
        } finally {
            state.lock().read().unlock();
        }
    }

    /** Begins no more runs, and waits for the one under way, which {@link EstimationRuns#cancelAll} has told to stop. */
    public void stop() throws InterruptedException {
        isClosing = true;
        Thread last = thread;
        if (last != null) {
            last.join(TimeUnit.SECONDS.toMillis(5));
        }
    }
}
