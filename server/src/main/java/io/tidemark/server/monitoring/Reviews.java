package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.ReviewPart;
import io.tidemark.server.metering.review.cases.ProviderReview;
import io.tidemark.server.metering.review.cases.ReviewPlan;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewSummary;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes reviews, by request and by schedule. Safe to call from any thread. */
public final class Reviews {

    /** Characters of a name of who asks. */
    public static final int BY_CHARS_MAX = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    /** Nowhere on earth does a month begin earlier before it does in UTC. */
    private static final Duration AHEAD_MAX = Duration.ofHours(14);

    private final State state;
    private final Changes changes;
    private final String storeName;
    private final Runnable whenMessagesCame;

    /**
     * Reviews over a state.
     *
     * @param storeName tells this store's messages from another's
     * @param whenMessagesCame is run when a review has put messages into the outbox
     */
    public Reviews(State state, Changes changes, String storeName, Runnable whenMessagesCame) {
        this.state = state;
        this.changes = changes;
        this.storeName = storeName;
        this.whenMessagesCame = whenMessagesCame;
    }

    /**
     * The month that a text names.
     *
     * @throws Refusal when it names none
     */
    public static YearMonth month(String text, String field) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException none) {
            throw Refusal.invalid("BAD_MONTH", field, '"' + text + '"', "write a month as YYYY-MM, such as 2026-01");
        }
    }

    /**
     * Reviews a month.
     *
     * @param by who asks for it; empty for the schedule
     * @return the review in pieces, once it is durable; a dry run keeps nothing
     * @throws Refusal when the month has not begun anywhere, or lies before what is kept
     */
    public CompletableFuture<List<ReviewChunk>> review(YearMonth month, long atMillis, boolean isDryRun, String by) {
        Instant begins = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(AHEAD_MAX);
        if (atMillis <= begins.toEpochMilli()) {
            throw Refusal.invalid(
                    "MONTH_NOT_BEGUN",
                    "month",
                    month,
                    "it has not begun at " + Instant.ofEpochMilli(atMillis) + ", the instant of the review; review a"
                            + " month that has");
        }
        Instant ends = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(AHEAD_MAX);
        if (ends.toEpochMilli() <= state.earliestMillis()) {
            Instant earliest = Instant.ofEpochMilli(state.earliestMillis());
            throw Refusal.of(
                            Refusal.Kind.OUT_OF_RANGE,
                            "BEFORE_RETENTION",
                            "month is " + month + ": readings before " + earliest
                                    + " were dropped because of their age; review a later month")
                    .with("field", "month")
                    .with("value", month)
                    .with("limit", "store.retentionMonths")
                    .with("limit_value", earliest);
        }
        return changes.run(() -> reviewNow(month, atMillis, isDryRun, by));
    }

    /** The same at once, on the thread of changes. */
    List<ReviewChunk> reviewNow(YearMonth month, long atMillis, boolean isDryRun, String by) {
        long began = System.nanoTime();
        ReviewRun run = new ReviewRun(state, month, atMillis);
        ReviewPlan plan = run.decide();
        List<ReviewPart> parts = parts(plan, run.components(), isDryRun, by);
        if (!isDryRun) {
            for (ReviewPart part : parts) {
                changes.write(MonitoringRecord.REVIEW_PART, part);
            }
            LOG.info(
                    "reviewed {}: {} components, {} messages, {} cases resolved, {} ms",
                    month,
                    run.components(),
                    plan.messages().size(),
                    plan.resolved().size(),
                    (System.nanoTime() - began) / 1_000_000);
            if (!plan.messages().isEmpty()) {
                whenMessagesCame.run();
            }
        }
        return parts.stream().map(ReviewPart::getShown).toList();
    }

    private List<ReviewPart> parts(ReviewPlan plan, long components, boolean isDryRun, String by) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            ReviewSummary summary = ReviewSummary.newBuilder()
                    .setNumber(isDryRun ? 0 : state.monitoring().reviews().nextNumber())
                    .setMonth(plan.month().toString())
                    .setAtMillis(plan.atMillis())
                    .setBy(by)
                    .setComponents(components)
                    .setAffected(plan.providers().stream()
                            .mapToLong(Reviews::affected)
                            .sum())
                    .setMessages(plan.messages().size())
                    .setResolved(plan.resolved().size())
                    .setDryRun(isDryRun)
                    .build();
            long firstMessage = isDryRun ? 0 : state.monitoring().outbox().nextNumber();
            return ReviewParts.of(state, plan, summary, firstMessage, storeName);
        } finally {
            lock.unlock();
        }
    }

    private static long affected(ProviderReview provider) {
        return provider.affected().size();
    }

    /** Reviews that were made, in numbers, latest first. */
    public List<ReviewSummary> list(String month, int countMax) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return state.monitoring().reviews().list(month, countMax);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A review that was made, in pieces.
     *
     * @throws Refusal when there is none of that number
     */
    public List<ReviewChunk> get(long number) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            List<ReviewChunk> chunks = state.monitoring().reviews().get(number);
            if (chunks == null) {
                throw Refusal.of(
                                Refusal.Kind.NOT_FOUND,
                                "UNKNOWN_REVIEW",
                                "number is " + number + ": no review of this number is kept; list them")
                        .with("field", "number")
                        .with("value", number);
            }
            return chunks;
        } finally {
            lock.unlock();
        }
    }
}
