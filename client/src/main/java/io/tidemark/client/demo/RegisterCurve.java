package io.tidemark.client.demo;

import java.util.SplittableRandom;

/** What a meter's register shows at each hour of the month, kWh to two decimals, on five dials. */
final class RegisterCurve {

    /** The register starts again from zero here. */
    static final double CAPACITY = 100_000;

    private final double[] hourly;
    private final double removed;

    private RegisterCurve(double[] hourly, double removed) {
        this.hourly = hourly;
        this.removed = removed;
    }

    /**
     * The register of a meter.
     *
     * @param load its use in every quarter of the month
     */
    static RegisterCurve of(int meter, double[] load) {
        double[] used = new double[load.length + 1];
        for (int quarter = 0; quarter < load.length; quarter++) {
            used[quarter + 1] = used[quarter] + load[quarter];
        }
        double start = new SplittableRandom(-meter).nextInt(2_000, 60_000);
        if (meter == Mishaps.ROLLOVER_METER) {
            // A little is left of the last round when the hour before begins.
            start = CAPACITY - used[SampleMonth.quarter(Mishaps.ROLLOVER_AT) - SampleMonth.QUARTERS_AN_HOUR] - 0.25;
        }
        int swapped = meter == Mishaps.SWAPPED_METER ? SampleMonth.quarter(Mishaps.SWAPPED_AT) : Integer.MAX_VALUE;
        double[] hourly = new double[load.length / SampleMonth.QUARTERS_AN_HOUR];
        for (int hour = 0; hour < hourly.length; hour++) {
            int quarter = hour * SampleMonth.QUARTERS_AN_HOUR;
            // The new device began at zero.
            double shows = quarter < swapped ? start + used[quarter] : used[quarter] - used[swapped];
            hourly[hour] = shown(shows);
        }
        return new RegisterCurve(hourly, swapped < used.length ? shown(start + used[swapped]) : Double.NaN);
    }

    private static double shown(double kilowattHours) {
        return Math.round(kilowattHours % CAPACITY * 100) / 100.0 % CAPACITY;
    }

    /** What it shows at the beginning of each hour. */
    double[] hourly() {
        return hourly;
    }

    /** What the old device showed when it was removed; NaN for a meter that was not swapped. */
    double atRemoval() {
        return removed;
    }
}
