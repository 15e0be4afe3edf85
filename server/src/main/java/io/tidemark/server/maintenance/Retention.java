package io.tidemark.server.maintenance;

import io.tidemark.journal.v1.MonthsDropped;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops months of readings that are older than what is to be kept, whole, through a record of their own: so they stay
 * dropped whatever the settings say later. One thread's own.
 */
public final class Retention {

    /** Most months that can be asked for: as many as can be stored. */
    public static final int MONTHS_MAX = Months.COUNT;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final int monthsKept;
    private final State state;
    private final CommitLog log;
    private final Clock clock;

    /**
     * @param monthsKept full months kept besides the present one, 1 to {@link #MONTHS_MAX}; 0 keeps everything
     */
    public Retention(int monthsKept, State state, CommitLog log, Clock clock) {
        this.monthsKept = monthsKept;
        this.state = state;
        this.log = log;
        this.clock = clock;
    }

    /**
     * First instant to be kept: the beginning of a UTC month.
     *
     * @param newestMonth number of the newest month with readings; a clock far ahead of it drops no more than one that
     *     stands in it, since a clock can be wrong
     */
    static long keptFromMillis(long nowMillis, int newestMonth, int monthsKept) {
        long newestMillis = Months.startMillis(newestMonth);
        YearMonth present = YearMonth.from(
                Instant.ofEpochMilli(Math.min(nowMillis, newestMillis)).atZone(ZoneOffset.UTC));
        long from = present.minusMonths(monthsKept)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        return Math.max(from, Months.BEGIN_MILLIS);
    }

    /** Drops what is too old by now, if anything is. Completes when that is durable and visible; never fails. */
    public CompletableFuture<Void> dropWhatIsTooOld() {
        if (monthsKept == 0) {
            return CompletableFuture.completedFuture(null);
        }
        int newest;
        state.lock().read().lock();
        try {
            newest = Arrays.stream(state.store().months()).max().orElse(-1);
        } finally {
            state.lock().read().unlock();
        }
        long from = newest < 0 ? Long.MIN_VALUE : keptFromMillis(clock.millis(), newest, monthsKept);
        if (from <= state.earliestMillis()) {
            return CompletableFuture.completedFuture(null);
        }
        byte[] record = MonthsDropped.newBuilder().setBeforeMillis(from).build().toByteArray();
        return SubmittedChange.submit(log, RecordTypes.MONTHS_DROPPED, record).handle((done, failed) -> {
            if (failed == null) {
                LOG.info("readings before {} are dropped: {} months are kept", Instant.ofEpochMilli(from), monthsKept);
            } else {
                LOG.warn("readings before {} could not be dropped", Instant.ofEpochMilli(from), failed);
            }
            return null;
        });
    }
}
