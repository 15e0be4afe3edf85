package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.ReadColumn;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A register with holes in its reads and perhaps intervals beside it, made from one seed. */
final class RandomRegister {

    private static final long DAY = IntervalGrid.DAY_MILLIS;
    private static final String[] ZONES = {"UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"};
    private static final int[] CONDITIONS = {101_000, 301_000, 304_000, 401_000, 501_000, 601_000};

    final NavigableMap<Long, Read> reads = new TreeMap<>();
    final ZoneId zone;
    final Counting counting;
    final long[] deviceChanges;
    final int decimals;
    final long length = 3_600_000;
    NavigableMap<Long, Read> intervals;
    final long missing;

    private final Random random;

    RandomRegister(long seed) {
        random = new Random(seed);
        zone = ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
        decimals = random.nextInt(5) - 1;
        counting = switch (random.nextInt(4)) {
            case 0 -> Counting.FORWARD;
            case 1 -> new Counting(Double.NaN, 0.1, false);
            default -> Counting.forwardTo(10_000);
        };
        long now = Instant.parse("2026-03-29T00:00:00Z").toEpochMilli() + random.nextInt(60) * DAY;
        deviceChanges = random.nextInt(5) == 0 ? new long[] {now - random.nextInt(40 * 24) * length} : new long[0];
        double estimates = random.nextInt(4) * 0.2;
        double value = random.nextInt(10_000);
        double perDay = random.nextInt(40);
        if (random.nextInt(2) == 0) {
            value = read(now - 370 * DAY, now - 350 * DAY, value, perDay, estimates);
        }
        if (random.nextInt(4) > 0) {
            value = read(now - 45 * DAY, now, value, perDay, estimates);
        } else {
            value = read(now - 3 * DAY, now, value, perDay, estimates);
        }
        long pause = 1 + random.nextInt(6);
        if (random.nextInt(2) == 0) {
            read(now + pause * DAY, now + (pause + 2) * DAY, value + pause * perDay, perDay, 0);
        }
        missing = now + random.nextInt((int) pause * 24) * length + (random.nextInt(3) == 0 ? 1_234_567 : 0);
        if (random.nextInt(3) > 0) {
            measure(now, pause);
        }
    }

    private double read(long from, long to, double start, double perDay, double estimates) {
        double value = start;
        for (long at = from; at < to; at += DAY) {
            value = value < 0 ? 0 : counting.capacity() <= value ? value - counting.capacity() : value;
            int condition = random.nextDouble() < estimates ? CONDITIONS[random.nextInt(6)] : 501_000;
            double shown = condition < 200_000 || random.nextInt(40) == 0 ? Double.NaN : Math.floor(value * 100) / 100;
            long jitter = random.nextInt(3) == 0 ? random.nextInt(7_200_000) - 3_600_000 : 0;
            if (random.nextInt(10) > 0) {
                reads.put(at + jitter, new Read(at + jitter, shown, condition));
            }
            value += perDay * random.nextDouble() * 2 - (random.nextInt(60) == 0 ? 3_000 : 0);
        }
        return value;
    }

    private void measure(long now, long days) {
        intervals = new TreeMap<>();
        boolean holes = random.nextInt(3) == 0;
        for (long at = now - 3 * DAY; at < now + days * DAY; at += length) {
            boolean hole = holes && random.nextInt(60) == 0;
            boolean off = random.nextInt(60) == 0;
            double value = hole || off ? Double.NaN : random.nextInt(300) / 100.0 - (random.nextInt(90) == 0 ? 4 : 0);
            intervals.put(at, new Read(at, value, off ? 102_000 : hole ? 101_000 : 501_000));
        }
    }

    ScalarComponent component() {
        ReadColumn column = new ReadColumn(
                reads.keySet().stream().mapToLong(Long::longValue).toArray(),
                reads.values().stream().mapToDouble(Read::value).toArray(),
                reads.values().stream().mapToInt(Read::condition).toArray());
        MeasuredSeries series = (from, count, values, conditions) -> {
            for (int i = 0; i < count; i++) {
                Read read = intervals.get(from + i * length);
                values[i] = read == null ? Double.NaN : read.value();
                conditions[i] = read == null ? 0 : read.condition();
            }
        };
        MeterIntervals beside = intervals == null ? null : new MeterIntervals(new IntervalGrid(length, 0), series);
        return new ScalarComponent(new Register(3, column, counting, deviceChanges), zone, beside, decimals);
    }
}
