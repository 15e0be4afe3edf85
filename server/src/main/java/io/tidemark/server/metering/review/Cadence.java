package io.tidemark.server.metering.review;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;

/**
 * The calendar period in which a stream's data come, and when they are due after it ("Findings for one component").
 *
 * <p>Periods lie where the calendar puts them: months from January on, so that {@code P3M} is a quarter; weeks from Monday
 * on, and any other number of days counted from the same Monday (29 December 1969).
 *
 * @param months length in months, a divisor of 12; 0 when it is counted in days
 * @param days length in days, 1 to {@link #DAYS_MAX}; 0 when it is counted in months
 * @param dueAfter how long after a period's end its data are due
 */
public record Cadence(int months, int days, DueAfter dueAfter) {

    /** The longest period counted in days. */
    public static final int DAYS_MAX = 31;

    private static final long A_MONDAY = LocalDate.of(1969, 12, 29).toEpochDay();

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is neither 1 to {@link #DAYS_MAX} days nor 1, 2, 3, 4, 6 or 12 months
     */
    public Cadence {
        boolean inDays = months == 0 && days >= 1 && days <= DAYS_MAX;
        boolean inMonths = days == 0 && months >= 1 && months <= 12 && 12 % months == 0;
        if (!inDays && !inMonths) {
            throw new IllegalArgumentException("cadence of " + months + " months and " + days + " days; give 1 to "
                    + DAYS_MAX + " days, or 1, 2, 3, 4, 6 or 12 months, such as P1D or P1M");
        }
    }

    /** The cadence of a stream that states none: a day, due after the type's hoursToWait or hoursBeforeEstimation. */
    public static Cadence byType(int hoursToWait) {
        return new Cadence(0, 1, DueAfter.hours(hoursToWait));
    }

    /**
     * Reads a component's settings; what it leaves out comes from its type.
     *
     * @param cadence ISO-8601 period such as {@code P1D}, {@code P1W}, {@code P1M}; null for a day
     * @param dueAfter ISO-8601 duration such as {@code PT6H} or {@code P14D}; null for the type's hours
     * @param hoursToWait the type's hoursToWait (interval) or hoursBeforeEstimation (scalar)
     * @throws IllegalArgumentException when a text is no such period or lies outside its bounds
     */
    public static Cadence parse(String cadence, String dueAfter, int hoursToWait) {
        DueAfter due = dueAfter == null ? DueAfter.hours(hoursToWait) : DueAfter.parse(dueAfter);
        if (cadence == null) {
            return new Cadence(0, 1, due);
        }
        try {
            Period period = Period.parse(cadence);
            return new Cadence(Math.toIntExact(period.toTotalMonths()), period.getDays(), due);
        } catch (DateTimeException | ArithmeticException notOne) {
            throw new IllegalArgumentException(
                    "cadence \"" + cadence + "\" is no calendar period; write P1D, P1W, P1M or P3M", notOne);
        }
    }

    /** Whether a period is longer than a day, so that a scalar is read once in it rather than at its daily times. */
    public boolean isOverADay() {
        return months > 0 || days > 1;
    }

    /** The first day of the period that a day lies in. */
    LocalDate periodFrom(LocalDate day) {
        if (months > 0) {
            long month = Math.floorDiv(day.getYear() * 12L + day.getMonthValue() - 1, (long) months) * months;
            return LocalDate.of(Math.toIntExact(Math.floorDiv(month, 12L)), Math.floorMod(month, 12) + 1, 1);
        }
        return LocalDate.ofEpochDay(day.toEpochDay() - Math.floorMod(day.toEpochDay() - A_MONDAY, days));
    }

    /** The first day of the period after the one that begins on a day. */
    LocalDate next(LocalDate periodFrom) {
        return periodFrom.plusMonths(months).plusDays(days);
    }

    /** The first day of the period before the one that begins on a day. */
    LocalDate previous(LocalDate periodFrom) {
        return periodFrom.minusMonths(months).minusDays(days);
    }
}
