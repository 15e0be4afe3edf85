package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A small series of quarter-hourly readings, some of them context, and the deltas it must give; for rule tests. */
final class DeltaTable {

    static final double NAN = Double.NaN;
    static final long QUARTER_MILLIS = 900_000L;

    private final double[] readings;
    private DeltaSettings settings = DeltaSettings.of(DeltaPolicy.GUARDED);
    private final List<Installation> installations = new ArrayList<>();
    private int before;
    private int after;
    private final DeltaColumns out = new DeltaColumns(1);
    private int next;

    private DeltaTable(double... readings) {
        this.readings = readings;
    }

    static DeltaTable of(double... readings) {
        return new DeltaTable(readings);
    }

    DeltaTable with(DeltaSettings other) {
        this.settings = other;
        return this;
    }

    DeltaTable source() {
        return with(DeltaSettings.of(DeltaPolicy.SOURCE));
    }

    /** How many of the readings lie before the range, and how many after it. */
    DeltaTable context(int readingsBefore, int readingsAfter) {
        this.before = readingsBefore;
        this.after = readingsAfter;
        return this;
    }

    /** A device that hung from one reading (itself included) to another (not included). */
    DeltaTable device(int fromReading, int toReading, double installReading, double removalReading) {
        installations.add(new Installation(
                new Period(fromReading * QUARTER_MILLIS, toReading * QUARTER_MILLIS),
                new Period(Period.NO_BEGINNING, Period.STILL_OPEN),
                List.of(),
                ZoneOffset.UTC,
                IncomingDataShift.ALWAYS_STANDARD,
                1,
                installReading,
                removalReading));
        return this;
    }

    DeltaTable gives() {
        long[] at = new long[readings.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = i * QUARTER_MILLIS;
        }
        ReadingRange range = new ReadingRange(at, readings, 0, before, readings.length - after, readings.length);
        new DeltaKernel().deltas(range, settings, DeviceChanges.of(installations), out);
        next = 0;
        return this;
    }

    /** The next delta of the answer. */
    DeltaTable delta(double delta, DeltaFlag flag, DeltaMethod method) {
        assertThat(next).as("deltas").isLessThan(out.size());
        assertThat(out.flag(next) + " " + out.method(next) + " " + out.deltas()[next])
                .as("delta %d", next)
                .isEqualTo(flag + " " + method + " " + delta);
        next++;
        return this;
    }

    DeltaTable delta(double delta, DeltaFlag flag) {
        return delta(delta, flag, DeltaMethod.NONE);
    }

    DeltaTable normal(double... deltas) {
        for (double delta : deltas) {
            delta(delta, DeltaFlag.NORMAL);
        }
        return this;
    }

    DeltaTable invalid(int count) {
        for (int i = 0; i < count; i++) {
            delta(NAN, DeltaFlag.INVALID);
        }
        return this;
    }

    void andNoMore() {
        assertThat(out.size()).as("deltas").isEqualTo(next);
    }
}
