package io.tidemark.client.demo;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/**
 * What homes and small businesses use in a quarter of an hour: a morning and an evening peak, weekends that begin late, more
 * heating towards the end of the month, and a scatter of its own for each meter.
 */
final class LoadCurve {

    /** One meter in this many is a small business. */
    private static final int BUSINESS_EVERY = 10;

    /** Load at each hour of the day against that of the night, on workdays, at weekends, and of a business. */
    private static final double[] WORKDAY = {
        1.0, 0.9, 0.9, 0.9, 1.0, 1.4, 2.6, 3.4, 2.6, 1.8, 1.6, 1.6, 1.7, 1.6, 1.6, 1.9, 2.7, 3.9, 4.6, 4.4, 3.8, 3.0,
        2.0, 1.3
    };

    private static final double[] WEEKEND = {
        1.2, 1.0, 0.9, 0.9, 0.9, 1.0, 1.2, 1.7, 2.6, 3.2, 3.3, 3.2, 3.1, 2.9, 2.7, 2.7, 3.1, 3.9, 4.3, 4.1, 3.6, 3.1,
        2.4, 1.6
    };

    private static final double[] BUSINESS = {
        1.0, 1.0, 1.0, 1.0, 1.0, 1.3, 2.5, 5.0, 7.5, 8.5, 8.7, 8.6, 8.0, 8.4, 8.5, 8.2, 7.0, 4.5, 2.5, 1.6, 1.2, 1.1,
        1.0, 1.0
    };

    private LoadCurve() {}

    /**
     * The meter's use in every quarter of the month, kWh to three decimals.
     *
     * @param meter number of the meter; the same number gives the same curve
     */
    static double[] of(int meter) {
        SplittableRandom random = new SplittableRandom(20_251_001L + meter);
        boolean business = meter % BUSINESS_EVERY == 0;
        double size = (business ? 0.08 : 0.035) * Math.exp(0.45 * random.nextGaussian());
        double heating = business ? 0.1 : 0.6 * random.nextDouble();
        double[] kilowattHours = new double[SampleMonth.QUARTERS];
        for (int hour = 0; hour < SampleMonth.QUARTERS / SampleMonth.QUARTERS_AN_HOUR; hour++) {
            int first = hour * SampleMonth.QUARTERS_AN_HOUR;
            ZonedDateTime clock = SampleMonth.wallClock(first);
            double[] day = business ? BUSINESS : isWeekend(clock) ? WEEKEND : WORKDAY;
            double closed = business && isWeekend(clock) ? 0.3 : 1;
            double level = size * closed * day[clock.getHour()] * (1 + heating * first / SampleMonth.QUARTERS);
            for (int quarter = first; quarter < first + SampleMonth.QUARTERS_AN_HOUR; quarter++) {
                kilowattHours[quarter] = Math.round(level * (0.6 + 0.8 * random.nextDouble()) * 1_000) / 1_000.0;
            }
        }
        return kilowattHours;
    }

    private static boolean isWeekend(ZonedDateTime clock) {
        return clock.getDayOfWeek() == DayOfWeek.SATURDAY || clock.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
