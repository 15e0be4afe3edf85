package io.tidemark.server.metering.review.cases;

import static io.tidemark.server.metering.review.Times.at;

import io.tidemark.server.metering.review.Finding;
import io.tidemark.server.metering.review.FindingKind;
import io.tidemark.server.metering.review.StreamFindings;
import java.time.YearMonth;
import java.util.List;

/** Findings as a review hands them over. */
final class CaseFixtures {

    static final YearMonth JANUARY = YearMonth.of(2026, 1);
    static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    static final YearMonth MARCH = YearMonth.of(2026, 3);

    static final StreamFindings COMPLETE = new StreamFindings(
            31, 0, 0, List.of(new Finding(FindingKind.COMPLETE, 0, 1, Finding.NONE, Finding.NONE, 0, 31, 10_000, 0)));

    private CaseFixtures() {}

    /** The middle of the month after the given one, at eight. */
    static long reviewOf(YearMonth month) {
        return at(month.plusMonths(1) + "-15T08:00:00Z");
    }

    /** Stalled from the 20th of the month to its end. */
    static StreamFindings stalled(YearMonth month) {
        return affected(FindingKind.STALLED, at(month + "-20T00:00:00Z"), at(month.plusMonths(1) + "-01T00:00:00Z"));
    }

    static StreamFindings affected(FindingKind kind, long fromMillis, long toMillis) {
        return new StreamFindings(
                31,
                12,
                fromMillis,
                List.of(new Finding(kind, fromMillis, toMillis, fromMillis, toMillis - 1, 12, 31, 6129, 26)));
    }
}
