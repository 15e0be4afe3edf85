package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.interval.SampleMeter.Reading;
import io.tidemark.server.metering.grid.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A meter with holes in its history, made from one seed. */
final class RandomMeter {

    private static final String[] ZONES = {
        "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin", "Australia/Sydney"
    };
    private static final String[] MIDDLES = {
        "2026-03-08T07:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-04T16:00:00Z",
        "2026-10-03T16:00:00Z",
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-06-17T12:00:00Z"
    };
    private static final int[] STRAYS = {101_000, 102_000, 201_000, 301_000, 302_000, 401_000, 501_000, 601_000};

    private final Random random;
    private final SampleMeter meter;
    private final long length;
    private final long from;
    private final long to;

    private RandomMeter(long seed, int daysMax, int[] minutes) {
        random = new Random(seed);
        meter = new SampleMeter(minutes[random.nextInt(minutes.length)], ZONES[random.nextInt(ZONES.length)]);
        length = meter.grid.lengthMillis();
        long days = 2 + random.nextInt(daysMax - 1);
        long middle = Instant.parse(MIDDLES[random.nextInt(MIDDLES.length)]).toEpochMilli();
        from = meter.grid.floor(middle - (long) (random.nextDouble() * days * 86_400_000L));
        to = from + days * 86_400_000L;
    }

    /** A meter of up to so many days with intervals of one of these lengths. */
    static SampleMeter of(long seed, int daysMax, int... minutes) {
        RandomMeter made = new RandomMeter(seed, daysMax, minutes);
        made.measure();
        made.makeGaps();
        made.surround();
        made.addRegisters();
        return made.meter;
    }

    private void measure() {
        double strays = random.nextInt(3) * 0.01;
        boolean zeroes = random.nextInt(4) == 0;
        for (long t = from; t < to; t += length) {
            double value = zeroes && random.nextInt(3) > 0 ? 0 : random.nextInt(5_000) / 100.0;
            meter.measured.put(t, new Reading(value, 501_000));
            if (random.nextDouble() < strays) {
                stray(t);
            }
        }
    }

    private void stray(long t) {
        int condition = STRAYS[random.nextInt(STRAYS.length)];
        meter.measured.put(t, new Reading(condition < 200_000 ? Double.NaN : random.nextInt(100), condition));
    }

    private void makeGaps() {
        long t = from + random.nextInt((int) Math.min(30, (to - from) / length)) * length;
        int gaps = 1 + random.nextInt(4);
        while (gaps-- > 0 && t < to) {
            int intervals = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 10);
            long end = t + intervals * length;
            List<Period> off = new ArrayList<>();
            for (long at = t; at < end; at += length) {
                meter.measured.remove(at);
                if (random.nextInt(25) == 0) {
                    stray(at);
                }
                if (random.nextInt(12) == 0) {
                    long jitter = random.nextInt(3) == 0 ? 1 : 0;
                    off.add(new Period(at + jitter, at + (1 + random.nextInt(2)) * length));
                }
            }
            meter.estimates.add(new IntervalEstimate(new Period(t, end), off));
            t = end + random.nextInt(20) * length;
        }
        if (random.nextBoolean() && meter.estimates.size() > 1) {
            meter.estimates.add(meter.estimates.remove(0));
        }
    }

    private void surround() {
        for (int i = random.nextInt(3); i > 0; i--) {
            long begin = from + (long) (random.nextDouble() * (to - from));
            meter.zeroFilled.add(new Period(begin, begin + random.nextInt(6) * length + random.nextInt(2)));
        }
        for (long day = from; day < to; day += 86_400_000L) {
            if (random.nextInt(9) == 0) {
                meter.holidays.add(LocalDate.ofInstant(Instant.ofEpochMilli(day), meter.zone));
            }
        }
        if (random.nextInt(4) == 0) {
            long first = meter.estimates.stream()
                    .mapToLong(one -> one.period().fromMillis())
                    .min()
                    .orElseThrow();
            meter.usable = new Period(first - random.nextInt(300) * length, Period.STILL_OPEN);
        }
        meter.decimals = random.nextInt(5) - 1;
        meter.counting = switch (random.nextInt(4)) {
            case 0 -> new Counting(Double.NaN, 0.1, false);
            case 1 -> Counting.FORWARD;
            default -> Counting.forwardTo(10_000);
        };
    }

    private void addRegisters() {
        for (int i = random.nextInt(3); i > 0; i--) {
            NavigableMap<Long, Reading> reads = new TreeMap<>();
            long pause = (1 + random.nextInt(30)) * length;
            double count = random.nextInt(10_000);
            double pace = random.nextInt(60);
            for (long t = from + random.nextInt(10) * length; t < to; t += pause) {
                long jitter = random.nextInt(3) == 0 ? 0 : (long) ((random.nextDouble() - 0.5) * length);
                int condition = random.nextInt(15) == 0 ? 304_000 : 501_000;
                reads.put(t + jitter, new Reading(rounded(count), condition));
                count += pace * pause / length * (0.5 + random.nextDouble()) - (random.nextInt(12) == 0 ? 500 : 0);
                count = count >= 10_000 ? count - 10_000 : Math.max(0, count);
            }
            meter.registers.add(reads);
        }
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
