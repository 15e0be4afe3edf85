package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.MonitoringBegan;
import io.tidemark.server.metering.review.ReviewSchedule;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What monitoring does by itself, again and again: resolves cases, watches for disturbances, and reviews a month when its
 * day has come. A tick that takes longer than the pause to the next makes that one be left out.
 */
public final class Ticks {

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final State state;
    private final Changes changes;
    private final Cases cases;
    private final Disturbances disturbances;
    private final Reviews reviews;
    private final MonitoringSettings settings;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    /** Ticks over these. */
    public Ticks(
            State state,
            Changes changes,
            Cases cases,
            Disturbances disturbances,
            Reviews reviews,
            MonitoringSettings settings) {
        this.state = state;
        this.changes = changes;
        this.cases = cases;
        this.disturbances = disturbances;
        this.reviews = reviews;
        this.settings = settings;
    }

    /** Begins to tick by the clock, unless the settings say never. The timer's thread only hands the work on. */
    public void start(ScheduledExecutorService timer, Clock clock) {
        if (settings.tickSeconds() > 0) {
            timer.scheduleWithFixedDelay(
                    () -> tickUnlessUnderWay(clock.millis()),
                    settings.tickSeconds(),
                    settings.tickSeconds(),
                    TimeUnit.SECONDS);
        }
    }

    private void tickUnlessUnderWay(long nowMillis) {
        if (!isUnderWay.compareAndSet(false, true)) {
            return;
        }
        try {
            tick(nowMillis).whenComplete((done, failed) -> {
                isUnderWay.set(false);
                if (failed != null && !(failed instanceof Refusal)) {
                    LOG.error("monitoring met a fault; it tries again", failed);
                }
            });
        } catch (Refusal busy) {
            isUnderWay.set(false);
        }
    }

    /** One tick at an instant. */
    public CompletableFuture<Void> tick(long nowMillis) {
        return changes.run(() -> {
            begin(nowMillis);
            cases.resolve(null, nowMillis);
            disturbances.pass(nowMillis);
            reviewWhenDue(nowMillis);
            return null;
        });
    }

    private void begin(long nowMillis) {
        if (began() == 0) {
            changes.write(
                    MonitoringRecord.BEGAN,
                    MonitoringBegan.newBuilder().setAtMillis(nowMillis).build());
        }
    }

    /** The latest month whose day has come; after a standstill of months that one only, since it lists all open cases. */
    private void reviewWhenDue(long nowMillis) {
        ReviewSchedule schedule = settings.schedule();
        YearMonth due = schedule.latestMonthDue(nowMillis);
        if (settings.reviewsItself() && schedule.reviewAtMillis(due) > began() && !isReviewed(due)) {
            reviews.reviewNow(due, nowMillis, false, "");
        }
    }

    private long began() {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return state.monitoring().beganMillis();
        } finally {
            lock.unlock();
        }
    }

    private boolean isReviewed(YearMonth month) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return state.monitoring().reviews().isReviewed(month.toString());
        } finally {
            lock.unlock();
        }
    }
}
