package io.tidemark.server.metering.review;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One component with its settings, installations and readings, and one review of it, all from one seed. */
final class RandomStream {

    static final long MINUTE = 60_000L;
    static final long DAY = 1_440 * MINUTE;

    private static final String[] ZONES = {
        "UTC",
        "Europe/Stockholm",
        "America/New_York",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Europe/Dublin",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "America/St_Johns",
        "Africa/Cairo"
    };
    private static final String[] CADENCES = {"P1D", "P1D", "P1D", "P1W", "P1M", "P1M", "P3M", "P10D", "P1Y"};
    private static final int[] CHANGE_MONTHS = {3, 4, 9, 10, 11};
    private static final int[] CODES = {
        ConditionCode.REGULAR,
        ConditionCode.REGULAR,
        ConditionCode.MANUAL,
        ConditionCode.ESTIMATED_LIKE_DAY,
        ConditionCode.OUTAGE_ZERO_FILLED,
        ConditionCode.NO_READ_DISCONNECTED,
        ConditionCode.ABSENT,
        ConditionCode.ABSENT
    };

    final ZoneId zone;
    final Cadence cadence;
    final YearMonth month;
    final long monthFromMillis;
    final long monthToMillis;
    final long atMillis;
    final boolean isInterval;
    final IntervalGrid grid;
    final ReadSchedule schedule;
    final IncomingDataShift shift;
    final InstallationHistory history;
    final ReadingMap readings;

    RandomStream(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        zone = ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
        cadence = Cadence.parse(
                CADENCES[random.nextInt(CADENCES.length)],
                random.nextInt(3) == 0 ? null : "P" + random.nextInt(20) + "DT" + random.nextInt(30) + "H",
                random.nextInt(72));
        month = YearMonth.of(
                2023 + random.nextInt(4),
                random.nextBoolean() ? CHANGE_MONTHS[random.nextInt(CHANGE_MONTHS.length)] : 1 + random.nextInt(12));
        monthFromMillis = month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        monthToMillis =
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        atMillis = monthToMillis + random.nextLong(-20 * 1_440, 45 * 1_440) * MINUTE;
        isInterval = random.nextInt(3) > 0;
        int[] lengths = {5, 15, 15, 30, 60, 60, 720, 1_440};
        long length = isInterval ? lengths[random.nextInt(lengths.length)] * MINUTE : 1;
        int offset = zone.getRules()
                .getStandardOffset(java.time.Instant.ofEpochMilli(monthFromMillis))
                .getTotalSeconds();
        grid = isInterval ? IntervalGrid.anchoredAtStandardMidnight(length, offset) : null;
        int hoursBetween = new int[] {24, 24, 12, 6, 5}[random.nextInt(5)];
        schedule = new ReadSchedule(
                LocalTime.of(random.nextBoolean() ? 0 : random.nextInt(24), random.nextInt(2) * 30),
                hoursBetween,
                random.nextInt(20) * MINUTE,
                random.nextInt(20) * MINUTE);
        shift = IncomingDataShift.values()[random.nextInt(2)];
        history = installations(random);
        readings = new ReadingMap(length);
        if (random.nextInt(12) > 0) {
            read(random);
        }
    }

    private InstallationHistory installations(SplittableRandom random) {
        List<Installation> installations = new ArrayList<>();
        long at = monthFromMillis
                + random.nextLong(-40 * 1_440, random.nextBoolean() ? -10 * 1_440 : 35 * 1_440) * MINUTE;
        for (int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3); count > 0; count--) {
            boolean isLast = count == 1 && random.nextInt(3) > 0;
            long to = isLast ? Period.STILL_OPEN : at + (1 + random.nextLong(20 * 1_440)) * MINUTE;
            installations.add(Times.installation(new Period(at, to), zone, shift));
            at = to + (isLast || random.nextInt(3) == 0 ? 0 : random.nextLong(5 * 1_440) * MINUTE);
        }
        return new InstallationHistory(installations);
    }

    /** Runs of one condition, from short to weeks long, up to where the stream stops. */
    private void read(SplittableRandom random) {
        long from = monthFromMillis - random.nextLong(35) * DAY;
        long to = random.nextInt(3) == 0 ? monthToMillis + 45 * DAY : from + random.nextLong(80) * DAY;
        int runMax = 1 + random.nextInt(random.nextBoolean() ? 20 : 2_000);
        int left = 0;
        int code = 0;
        long step = isInterval ? grid.lengthMillis() : random.nextInt(1, 1_500) * MINUTE;
        for (long at = isInterval ? grid.ceil(from) : from; at < to; at += step) {
            if (left-- <= 0) {
                left = random.nextInt(runMax);
                code = CODES[random.nextInt(CODES.length)];
            }
            if (code != ConditionCode.ABSENT) {
                readings.put(at, code);
            }
        }
        if (!isInterval && random.nextInt(4) > 0) {
            readNearlyOnTime(random, from, to);
        }
    }

    private void readNearlyOnTime(SplittableRandom random, long from, long to) {
        int missEvery = 2 + random.nextInt(40);
        for (Installation installation : history.installations()) {
            var instants = schedule.at(installation);
            for (long at = instants.firstAfter(from); at < to; at = instants.firstAfter(at)) {
                if (random.nextInt(missEvery) > 0) {
                    readings.put(at + random.nextInt(-15, 16) * MINUTE, CODES[random.nextInt(4)]);
                }
            }
        }
    }

    CadenceCalendar calendar() {
        return new CadenceCalendar(cadence, zone);
    }

    List<Period> inForce() {
        return history.installations().stream().map(Installation::inForce).toList();
    }

    @Override
    public String toString() {
        return "zone " + zone + ", " + cadence + ", " + month + ", at " + java.time.Instant.ofEpochMilli(atMillis)
                + ", "
                + (isInterval ? grid : schedule + " " + shift) + ", installed " + inForce() + ", "
                + readings.codes().size() + " readings";
    }
}
