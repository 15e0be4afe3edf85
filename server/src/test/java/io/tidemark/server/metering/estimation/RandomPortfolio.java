package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Everything that a seed decides about one component, around a night on which its clock may change. */
final class RandomPortfolio {

    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final String[] NIGHTS = {
        "America/New_York 2026-03-08T07:00:00Z",
        "America/New_York 2026-11-01T06:00:00Z",
        "Australia/Sydney 2026-10-03T16:00:00Z",
        "Australia/Lord_Howe 2026-10-03T15:30:00Z",
        "Australia/Lord_Howe 2026-04-04T15:00:00Z",
        "Europe/Dublin 2026-03-29T01:00:00Z",
        "Europe/Dublin 2026-10-25T01:00:00Z",
        "Asia/Kathmandu 2026-03-29T01:00:00Z"
    };

    final Random random;
    final ZoneId zone;
    final long middle;
    final long begin;
    final long end;
    final IntervalGrid grid;
    final InstallationHistory history;
    final List<ServicePointState> servicePoints = new ArrayList<>();

    RandomPortfolio(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        String[] night = NIGHTS[random.nextInt(NIGHTS.length)].split(" ");
        zone = ZoneId.of(night[0]);
        middle = Instant.parse(night[1]).toEpochMilli();
        begin = middle - 8 * DAY;
        end = middle + 5 * DAY;
        long[] lengths = {15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR};
        grid = IntervalGrid.anchoredAtStandardMidnight(
                lengths[random.nextInt(lengths.length)],
                zone.getRules().getStandardOffset(Instant.ofEpochMilli(middle)).getTotalSeconds());
        history = new InstallationHistory(installations());
        for (int i = 0; i < 3; i++) {
            servicePoints.add(servicePoint());
        }
    }

    private List<Installation> installations() {
        List<Installation> installations = new ArrayList<>();
        int count = oneIn(12) ? 0 : 1 + random.nextInt(3);
        long at = begin + random.nextInt(4) * DAY / 2;
        for (int i = 0; i < count; i++) {
            long from = at;
            boolean open = i == count - 1 && random.nextBoolean();
            long to = open
                    ? Period.STILL_OPEN
                    : from + DAY + MINUTE * (1 + random.nextInt(6 * 24 * 60)) - (oneIn(6) ? DAY : 0);
            if (random.nextBoolean()) {
                from = i == 0 ? grid.floor(from) : grid.ceil(from);
                to = grid.ceil(to);
            }
            Period effective = new Period(
                    oneIn(5) ? from + MINUTE * random.nextInt(1_000) : Period.NO_BEGINNING,
                    oneIn(5) ? from + MINUTE * random.nextInt(4 * 24 * 60) : Period.STILL_OPEN);
            installations.add(new Installation(
                    new Period(from, to),
                    effective,
                    off(from),
                    oneIn(6) ? ZoneId.of("Europe/Dublin") : zone,
                    random.nextBoolean() ? IncomingDataShift.ALWAYS_LOCAL : IncomingDataShift.ALWAYS_STANDARD,
                    random.nextInt(3),
                    Double.NaN,
                    Double.NaN));
            if (open) {
                break;
            }
            at = oneIn(3) ? to : grid.ceil(to) + MINUTE * random.nextInt(2 * 24 * 60);
        }
        return installations;
    }

    private List<Period> off(long installedFrom) {
        List<Period> off = new ArrayList<>();
        long at = installedFrom + MINUTE * random.nextInt(3 * 24 * 60);
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            long from = random.nextBoolean() ? grid.floor(at) : at;
            if (!off.isEmpty()) {
                from = Math.max(from, off.get(off.size() - 1).toMillis());
            }
            boolean open = i == count - 1 && oneIn(3);
            long to = open ? Period.STILL_OPEN : from + MINUTE * (1 + random.nextInt(1_500));
            off.add(new Period(from, to));
            at = oneIn(3) ? to : to + MINUTE * random.nextInt(3_000);
        }
        return off;
    }

    private ServicePointState servicePoint() {
        List<Suppression> suppressions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            long from = instant();
            suppressions.add(new Suppression(
                    new Period(from, oneIn(4) ? Period.STILL_OPEN : from + MINUTE * random.nextInt(4_000)),
                    random.nextBoolean()));
        }
        return new ServicePointState(!oneIn(10), suppressions);
    }

    /** An instant of the portfolio's days, often on the hour or at the change of the clock. */
    long instant() {
        long at = begin + MINUTE * random.nextInt((int) ((end - begin) / MINUTE));
        return switch (random.nextInt(4)) {
            case 0 -> at;
            case 1 -> grid.floor(at);
            case 2 -> middle + HOUR * (random.nextInt(97) - 48);
            default -> at - Math.floorMod(at, HOUR);
        };
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <E extends Enum<E>> E any(Class<E> kind) {
        E[] values = kind.getEnumConstants();
        return values[random.nextInt(values.length)];
    }

    /** Runs of measured and missing intervals. */
    SetOfReadings intervals() {
        SetOfReadings readings = SetOfReadings.ofIntervals(grid);
        boolean present = random.nextBoolean();
        int patience = oneIn(3) ? 200 : 30;
        int outage = oneIn(3) ? 150 : 20;
        int left = 0;
        for (long at = grid.floor(begin - DAY); at < end; at += grid.lengthMillis()) {
            if (left-- == 0) {
                present = !present;
                left = random.nextInt(present ? patience : outage);
            }
            if (present) {
                readings.add(at);
            }
        }
        return readings;
    }

    /** Reads on, near and away from quarters of an hour. */
    SetOfReadings reads(int hoursBetween) {
        SetOfReadings reads = SetOfReadings.ofInstants();
        long at = begin;
        while (at < end) {
            at += oneIn(4) ? MINUTE * random.nextInt(2_000) : hoursBetween * HOUR;
            long jitter = oneIn(3) ? 10 * MINUTE : MINUTE * random.nextInt(13);
            reads.add(at - Math.floorMod(at, HOUR) + (random.nextBoolean() ? jitter : -jitter));
        }
        return reads;
    }

    List<InProgress> inProgress(boolean scalar) {
        List<InProgress> inProgress = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            long from = instant();
            long to = scalar ? from : grid.ceil(from) + grid.lengthMillis() * (1 + random.nextInt(oneIn(2) ? 6 : 60));
            inProgress.add(new InProgress(any(OutcomeKind.class), i, from, to));
        }
        return inProgress;
    }

    EstimationRun run() {
        long process = instant();
        return new EstimationRun(
                process,
                oneIn(3) ? instant() : process,
                random.nextBoolean(),
                oneIn(3) ? OptionalInt.of(1 + random.nextInt(240)) : OptionalInt.empty());
    }

    /** The same run, one time in two just when a threshold is met, to the millisecond or some hours later. */
    EstimationRun onTheThreshold(EstimationRun run, long latestContiguousMillis, int hoursUntilDue) {
        if (latestContiguousMillis == TideMark.ABSENT || !oneIn(2)) {
            return run;
        }
        long off = oneIn(2) ? random.nextInt(3) - 1 : HOUR * random.nextInt(40);
        return new EstimationRun(
                latestContiguousMillis + hoursUntilDue * HOUR + off,
                run.systemMillis(),
                run.fillMissingDataWithZero(),
                run.lastUsableHours());
    }

    IntervalSettings intervalSettings() {
        return new IntervalSettings(
                any(Creation.class),
                oneIn(4) ? OptionalInt.of(1 + random.nextInt(10)) : OptionalInt.empty(),
                any(EstimationMethod.class),
                random.nextInt(3) * random.nextInt(60),
                random.nextInt(2) * random.nextInt(50),
                quarter(),
                any(RollingDelayFrom.class),
                any(InnerInitialMeasurement.class));
    }

    ScalarSettings scalarSettings() {
        int hours = oneIn(2) ? 24 : 1 + random.nextInt(24);
        return new ScalarSettings(
                any(Creation.class),
                oneIn(4) ? OptionalInt.of(1 + random.nextInt(10)) : OptionalInt.empty(),
                hours,
                quarter(),
                Duration.ofMinutes(random.nextInt(3) * 5),
                Duration.ofMinutes(random.nextInt(3) * 5),
                random.nextInt(3) * random.nextInt(40),
                random.nextInt(3) * random.nextInt(40),
                random.nextBoolean());
    }

    private LocalTime quarter() {
        return oneIn(2) ? LocalTime.MIDNIGHT : LocalTime.ofSecondOfDay(900L * random.nextInt(96));
    }
}
