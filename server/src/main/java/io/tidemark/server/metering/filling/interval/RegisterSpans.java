package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.function.LongPredicate;

/**
 * Finds the span of one register in which an interval lies.
 *
 * <p>The register's clock is not the intervals': a read counts at the boundary nearest to it (the later of two as near),
 * so that a span is off by one interval at most, half of one at either end. Where there is no read beyond, a gap may also
 * begin or end up to one interval outside the span, when the read lies inside its outermost interval.
 */
final class RegisterSpans {

    private final Register register;
    private final IntervalGrid grid;
    private final LongPredicate inGap;
    private Read first;
    private Read last;
    private boolean found;

    /**
     * The spans of one register.
     *
     * @param inGap whether the interval that begins at an instant is one that was to be filled
     */
    RegisterSpans(Register register, IntervalGrid grid, LongPredicate inGap) {
        this.register = register;
        this.grid = grid;
        this.inGap = inGap;
    }

    /** The span in which the interval lies; {@code null} when the register has no good read on one of its sides. */
    RegisterSpan around(long startMillis) {
        long length = grid.lengthMillis();
        // A read counts at or before the interval's beginning when it lies before this instant.
        long middle = startMillis + length - length / 2;
        if (!found || first != null && first.atMillis() >= middle || last != null && last.atMillis() < middle) {
            first = register.lastGoodAtOrBefore(middle - 1);
            last = register.firstGoodAtOrAfter(middle);
            found = true;
        }
        if (first != null && last != null) {
            return span(first, last);
        }
        if (first == null && last != null && last.atMillis() < startMillis + length) {
            return checked(last, register.firstGoodAtOrAfter(last.atMillis() + 1), startMillis);
        }
        if (last == null && first != null && first.atMillis() > startMillis) {
            return checked(register.lastGoodAtOrBefore(first.atMillis() - 1), first, startMillis);
        }
        return null;
    }

    /** The span between these reads if there are two and it reaches out to the interval. */
    private RegisterSpan checked(Read begin, Read end, long startMillis) {
        if (begin == null || end == null) {
            return null;
        }
        RegisterSpan span = span(begin, end);
        return span.fromMillis() <= startMillis && startMillis < span.toMillis() ? span : null;
    }

    private RegisterSpan span(Read begin, Read end) {
        long length = grid.lengthMillis();
        long from = boundary(begin.atMillis());
        long to = boundary(end.atMillis());
        boolean gapBeginsOneBefore =
                begin.atMillis() < from && inGap.test(from - length) && !inGap.test(from - 2 * length);
        if (gapBeginsOneBefore && register.lastGoodAtOrBefore(begin.atMillis() - 1) == null) {
            from -= length;
        }
        boolean gapEndsOneAfter = end.atMillis() > to && inGap.test(to) && !inGap.test(to + length);
        if (gapEndsOneAfter && register.firstGoodAtOrAfter(end.atMillis() + 1) == null) {
            to += length;
        }
        return new RegisterSpan(register, begin, end, from, to);
    }

    private long boundary(long atMillis) {
        return grid.floor(atMillis + grid.lengthMillis() / 2);
    }
}
