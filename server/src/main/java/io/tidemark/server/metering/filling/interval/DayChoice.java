package io.tidemark.server.metering.filling.interval;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In which order days come into question as like days of another.
 *
 * <p>First the days of the same weekday, the nearest first and the earlier of two as near. Then, for Tuesday, Wednesday
 * and Thursday, the other two of them in the same order. A holiday is a Sunday, whether it is filled or looked at.
 */
final class DayChoice {

    private static final Set<DayOfWeek> MIDWEEK =
            EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);

    private final Set<LocalDate> holidays;
    private final int lookBackDays;
    private final int lookForwardDays;

    DayChoice(Set<LocalDate> holidays, int lookBackDays, int lookForwardDays) {
        this.holidays = holidays;
        this.lookBackDays = lookBackDays;
        this.lookForwardDays = lookForwardDays;
    }

    /** Shows the days that come into question, in their order, until the taker has enough and answers false. */
    void inOrder(LocalDate day, Predicate<LocalDate> taker) {
        DayOfWeek kind = kindOf(day);
        if (walk(day, EnumSet.of(kind), taker) && MIDWEEK.contains(kind)) {
            Set<DayOfWeek> others = EnumSet.copyOf(MIDWEEK);
            others.remove(kind);
            walk(day, others, taker);
        }
    }

    private boolean walk(LocalDate day, Set<DayOfWeek> kinds, Predicate<LocalDate> taker) {
        int furthest = Math.max(lookBackDays, lookForwardDays);
        for (int distance = 1; distance <= furthest; distance++) {
            LocalDate earlier = day.minusDays(distance);
            if (distance <= lookBackDays && kinds.contains(kindOf(earlier)) && !taker.test(earlier)) {
                return false;
            }
            LocalDate later = day.plusDays(distance);
            if (distance <= lookForwardDays && kinds.contains(kindOf(later)) && !taker.test(later)) {
                return false;
            }
        }
        return true;
    }

    private DayOfWeek kindOf(LocalDate day) {
        return holidays.contains(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
    }
}
