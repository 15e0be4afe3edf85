package io.tidemark.client.demo;

import io.tidemark.v1.ReadingRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What every meter of the sample sends in the month, the same each time. Made at once; afterwards any thread may read it.
 */
final class SampleReadings {

    /** Meters whose day goes into one batch. */
    private static final int METERS_A_BATCH = 50;

    private final double[][] loads;
    private final RegisterCurve[] registers;

    private SampleReadings(double[][] loads, RegisterCurve[] registers) {
        this.loads = loads;
        this.registers = registers;
    }

    /** Makes them, with all processors. */
    static SampleReadings make() {
        double[][] loads = new double[SamplePortfolio.METERS + 1][];
        RegisterCurve[] registers = new RegisterCurve[SamplePortfolio.METERS + 1];
        IntStream.rangeClosed(1, SamplePortfolio.METERS).parallel().forEach(meter -> {
            loads[meter] = LoadCurve.of(meter);
            registers[meter] = RegisterCurve.of(meter, loads[meter]);
        });
        return new SampleReadings(loads, registers);
    }

    /** The register of a meter. */
    RegisterCurve register(int meter) {
        return registers[meter];
    }

    /**
     * The batches in the order in which head-ends send them: day after day, some meters at a time, what is lost left out.
     *
     * @param loadHandles handle of each meter's load profile, by its number
     * @param registerHandles handle of each meter's register, by its number
     */
    List<ReadingRuns> batches(int[] loadHandles, int[] registerHandles) {
        boolean[][] lost = new boolean[SamplePortfolio.METERS + 1][];
        for (int meter = 1; meter <= SamplePortfolio.METERS; meter++) {
            lost[meter] = Mishaps.lostQuarters(meter);
        }
        List<ReadingRuns> batches = new ArrayList<>();
        int day = 24 * SampleMonth.QUARTERS_AN_HOUR;
        for (int from = 0; from < SampleMonth.QUARTERS; from += day) {
            int to = Math.min(SampleMonth.QUARTERS, from + day);
            for (int first = 1; first <= SamplePortfolio.METERS; first += METERS_A_BATCH) {
                ReadingRuns.Builder batch = ReadingRuns.newBuilder();
                for (int meter = first; meter < first + METERS_A_BATCH; meter++) {
                    addLoad(batch, loadHandles[meter], loads[meter], lost[meter], from, to);
                    addRegister(batch, registerHandles[meter], meter, from, to);
                }
                batches.add(batch.build());
            }
        }
        return batches;
    }

    private static void addLoad(
            ReadingRuns.Builder batch, int handle, double[] load, boolean[] lost, int from, int to) {
        int quarter = from;
        while (quarter < to) {
            int first = quarter;
            while (quarter < to && !lost[quarter]) {
                batch.addValue(load[quarter++]);
            }
            addRun(batch, handle, first, quarter - first);
            while (quarter < to && lost[quarter]) {
                quarter++;
            }
        }
    }

    private void addRegister(ReadingRuns.Builder batch, int handle, int meter, int from, int to) {
        double[] shown = registers[meter].hourly();
        int hour = from / SampleMonth.QUARTERS_AN_HOUR;
        int end = to / SampleMonth.QUARTERS_AN_HOUR;
        while (hour < end) {
            int first = hour;
            while (hour < end && !Mishaps.isRegisterLost(meter, hour * SampleMonth.QUARTERS_AN_HOUR)) {
                batch.addValue(shown[hour++]);
            }
            addRun(batch, handle, first * SampleMonth.QUARTERS_AN_HOUR, hour - first);
            while (hour < end && Mishaps.isRegisterLost(meter, hour * SampleMonth.QUARTERS_AN_HOUR)) {
                hour++;
            }
        }
    }

    private static void addRun(ReadingRuns.Builder batch, int handle, int firstQuarter, int count) {
        if (count > 0) {
            batch.addHandle(handle)
                    .addStartTimeMillis(SampleMonth.millis(firstQuarter))
                    .addCount(count);
        }
    }
}
