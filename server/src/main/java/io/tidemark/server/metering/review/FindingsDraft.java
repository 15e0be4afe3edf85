package io.tidemark.server.metering.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what one stream's readings show, in any order, and makes the findings of it. For one call, one thread. */
final class FindingsDraft {

    private final ReviewWindow window;
    private final Part due = new Part();
    private final Part stalled = new Part();
    private final Part gaps = new Part();
    private final Part pending = new Part();

    FindingsDraft(ReviewWindow window) {
        this.window = window;
    }

    /** Readings that were due, there or not: the first begins at the first instant, the last ends at the second. */
    void expect(long firstMillis, long toMillis, long count) {
        due.add(firstMillis, firstMillis, toMillis, count);
    }

    /** Missing readings without a later one. */
    void stalled(long firstMillis, long lastMillis, long toMillis, long count) {
        stalled.add(firstMillis, lastMillis, toMillis, count);
    }

    /** Missing readings with a later one. */
    void gap(long firstMillis, long lastMillis, long toMillis, long count) {
        gaps.add(firstMillis, lastMillis, toMillis, count);
    }

    /** Readings that are neither due nor there. */
    void pending(long firstMillis, long toMillis) {
        pending.add(firstMillis, firstMillis, toMillis, 1);
    }

    /** The findings; {@code lastReceivedEndMillis} is {@link Long#MIN_VALUE} when no reading ever came. */
    StreamFindings build(long lastReceivedEndMillis) {
        long missing = stalled.count + gaps.count;
        int coverage = Finding.hundredthsOfPercent(due.count - missing, due.count);
        int days = window.daysSince(lastReceivedEndMillis);
        List<Finding> findings = new ArrayList<>(2);
        if (due.count > 0 && missing == 0) {
            findings.add(finding(FindingKind.COMPLETE, due, false, coverage, days));
        }
        if (gaps.count > 0) {
            findings.add(finding(FindingKind.GAPS, gaps, true, coverage, days));
        }
        if (stalled.count > 0) {
            FindingKind kind =
                    lastReceivedEndMillis == Long.MIN_VALUE ? FindingKind.NEVER_RECEIVED : FindingKind.STALLED;
            findings.add(finding(kind, stalled, true, coverage, days));
        }
        if (pending.count > 0) {
            findings.add(finding(FindingKind.NOT_DUE, pending, false, coverage, days));
        }
        findings.sort(Comparator.comparingLong(Finding::fromMillis));
        return new StreamFindings(due.count, missing, lastReceivedEndMillis, findings);
    }

    private Finding finding(FindingKind kind, Part part, boolean isMissing, int coverage, int days) {
        return new Finding(
                kind,
                part.firstMillis,
                part.toMillis,
                isMissing ? part.firstMillis : Finding.NONE,
                isMissing ? part.lastMillis : Finding.NONE,
                isMissing ? part.count : 0,
                due.count,
                coverage,
                days);
    }

    /** The hull of what was added, and how many readings that was. */
    private static final class Part {
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;
        private long toMillis = Long.MIN_VALUE;
        private long count;

        void add(long first, long last, long to, long more) {
            firstMillis = Math.min(firstMillis, first);
            lastMillis = Math.max(lastMillis, last);
            toMillis = Math.max(toMillis, to);
            count += more;
        }
    }
}
