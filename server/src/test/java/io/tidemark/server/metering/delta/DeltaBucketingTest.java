package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums by calendar bucket (rollover rules, "Aggregation"). */
class DeltaBucketingTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    private final DeltaBuckets buckets = new DeltaBuckets();

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z, 23",
        "2026-07-01T04:00:00Z, 2026-07-02T04:00:00Z, 24",
        "2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, 25"
    })
    void aDayHasTwentyThreeToTwentyFiveHours(Instant from, Instant to, int hours) {
        ones(from.minus(Duration.ofHours(5)), Duration.ofHours(1), hours + 10).by(BucketUnit.DAY, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(3);
        assertBucket(1, from, to, hours, hours, 0, 0);
        assertThat(Duration.between(from, to)).hasHours(hours);
    }

    @Test
    void theHourThatHappensTwiceIsTwoBuckets() {
        ones(Instant.parse("2026-11-01T04:45:00Z"), Duration.ofMinutes(15), 10).by(BucketUnit.PT1H, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(4);
        assertBucket(1, "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z", 4);
        assertBucket(2, "2026-11-01T06:00:00Z", "2026-11-01T07:00:00Z", 4);
    }

    @Test
    void theQuartersOfAnHourThatHappensTwiceAreTwiceFour() {
        ones(Instant.parse("2026-11-01T05:00:00Z"), Duration.ofMinutes(5), 24).by(BucketUnit.PT15M, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(8);
        for (int k = 0; k < 8; k++) {
            Instant from = Instant.parse("2026-11-01T05:00:00Z").plus(Duration.ofMinutes(15L * k));
            assertBucket(k, from, from.plus(Duration.ofMinutes(15)), 3, 3, 0, 0);
        }
    }

    @Test
    void theHourThatIsSkippedLeavesNoBucket() {
        ones(Instant.parse("2026-03-08T06:00:00Z"), Duration.ofMinutes(30), 4).by(BucketUnit.PT1H, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(2);
        assertBucket(0, "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z", 2);
        assertBucket(1, "2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z", 2);
    }

    @Test
    void whereTheClockMovesByHalfAnHourTheHourAroundTheChangeIsCutThere() {
        // 5 April 2026: 02:00 at +11:00 becomes 01:30 at +10:30, at 15:00 UTC the day before.
        ones(Instant.parse("2026-04-04T14:00:00Z"), Duration.ofMinutes(30), 5).by(BucketUnit.PT1H, LORD_HOWE);
        assertThat(buckets.size()).isEqualTo(3);
        assertBucket(0, "2026-04-04T14:00:00Z", "2026-04-04T15:00:00Z", 2);
        assertBucket(1, "2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z", 1);
        assertBucket(2, "2026-04-04T15:30:00Z", "2026-04-04T16:30:00Z", 2);
        // 4 October 2026: 02:00 at +10:30 becomes 02:30 at +11:00, at 15:30 UTC the day before.
        buckets.clear();
        ones(Instant.parse("2026-10-03T15:00:00Z"), Duration.ofMinutes(30), 3).by(BucketUnit.PT1H, LORD_HOWE);
        assertThat(buckets.size()).isEqualTo(3);
        assertBucket(1, "2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z", 1);
        assertBucket(2, "2026-10-03T16:00:00Z", "2026-10-03T17:00:00Z", 1);
    }

    @Test
    void anHourBeginsOnTheWallClockWhereTheOffsetIsNoWholeHour() {
        ones(Instant.parse("2026-05-01T00:00:00Z"), Duration.ofMinutes(15), 2)
                .by(BucketUnit.PT1H, ZoneId.of("Asia/Kathmandu"));
        assertThat(buckets.size()).isEqualTo(2);
        assertBucket(0, "2026-04-30T23:15:00Z", "2026-05-01T00:15:00Z", 1);
        assertBucket(1, "2026-05-01T00:15:00Z", "2026-05-01T01:15:00Z", 1);
    }

    @Test
    void aDayWhoseMidnightIsSkippedBeginsAtItsFirstInstant() {
        // Beirut, 29 March 2026: 00:00 becomes 01:00.
        ones(Instant.parse("2026-03-28T21:00:00Z"), Duration.ofHours(1), 3)
                .by(BucketUnit.DAY, ZoneId.of("Asia/Beirut"));
        assertThat(buckets.size()).isEqualTo(2);
        assertBucket(1, "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", 2);
    }

    @Test
    void aDayBeginsOnceThoughTheClockGoesBackOverMidnight() {
        // St. John's, 1 November 2009: one minute after midnight it was 23:01 of 31 October again.
        ones(Instant.parse("2009-11-01T02:29:30Z"), Duration.ofSeconds(30), 5)
                .by(BucketUnit.DAY, ZoneId.of("America/St_Johns"));
        assertThat(buckets.size()).isEqualTo(2);
        assertBucket(0, "2009-10-31T02:30:00Z", "2009-11-01T02:30:00Z", 1);
        assertBucket(1, "2009-11-01T02:30:00Z", "2009-11-02T03:30:00Z", 4);
    }

    @Test
    void aMonthIsTheCalendars() {
        ones(Instant.parse("2026-02-28T12:00:00Z"), Duration.ofDays(1), 33).by(BucketUnit.MONTH, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(3);
        assertBucket(0, "2026-02-01T05:00:00Z", "2026-03-01T05:00:00Z", 1);
        assertBucket(1, "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z", 31);
        assertBucket(2, "2026-04-01T04:00:00Z", "2026-05-01T04:00:00Z", 1);
    }

    @Test
    void aBucketBeginsAtItsCalendarStartThoughTheRangeDoesNot() {
        ones(Instant.parse("2026-05-05T10:35:00Z"), Duration.ofMinutes(1), 1).by(BucketUnit.PT15M, NEW_YORK);
        assertBucket(0, "2026-05-05T10:30:00Z", "2026-05-05T10:45:00Z", 1);
    }

    @Test
    void aDeltaOnTheBoundaryBelongsToTheBucketThatBeginsThere() {
        ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofMinutes(30), 2).by(BucketUnit.PT1H, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(1);
        assertBucket(0, "2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z", 2);
    }

    @Test
    void bucketsWithoutDeltasAreLeftOut() {
        ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofHours(5), 2).by(BucketUnit.PT1H, NEW_YORK);
        assertThat(buckets.size()).isEqualTo(2);
    }

    @Test
    void everyDeltaIsCountedOnceAsValidCorrectedOrMissing() {
        Deltas deltas = ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofMinutes(1), 13);
        deltas.set(0, 1, DeltaFlag.NORMAL)
                .set(1, -2, DeltaFlag.NEGATIVE)
                .set(2, 4, DeltaFlag.ROLLOVER)
                .set(3, Double.NaN, DeltaFlag.ROLLOVER)
                .set(4, 8, DeltaFlag.RESET)
                .set(5, 16, DeltaFlag.BRIDGED)
                .set(6, 32, DeltaFlag.DEVICE_CHANGE)
                .set(7, Double.NaN, DeltaFlag.DEVICE_CHANGE)
                .set(8, Double.NaN, DeltaFlag.AMBIGUOUS)
                .set(9, Double.NaN, DeltaFlag.INVALID)
                .by(BucketUnit.PT1H, NEW_YORK);
        assertBucket(0, Instant.parse("2026-05-05T10:00:00Z"), Instant.parse("2026-05-05T11:00:00Z"), 59 + 3, 5, 4, 4);
    }

    @Test
    void aBucketOfMissingDeltasHasTheSumZero() {
        ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofMinutes(1), 1)
                .set(0, Double.NaN, DeltaFlag.INVALID)
                .by(BucketUnit.DAY, NEW_YORK);
        assertBucket(0, Instant.parse("2026-05-05T04:00:00Z"), Instant.parse("2026-05-06T04:00:00Z"), 0, 0, 0, 1);
    }

    @Test
    void tenTenthsAreOneWhenTheDecimalsAreKnown() {
        Deltas deltas = ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofMinutes(1), 10);
        for (int i = 0; i < 10; i++) {
            deltas.set(i, 0.1, DeltaFlag.NORMAL);
        }
        deltas.by(BucketUnit.PT1H, NEW_YORK, 1);
        assertThat(buckets.sums()[0]).isEqualTo(1.0);
    }

    @Test
    void theBucketsSumToWhatTheDeltasSumTo() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int decimals = random.nextInt(-1, 4);
            BucketUnit unit = BucketUnit.values()[random.nextInt(4)];
            int n = random.nextInt(1, 200);
            Deltas deltas = ones(
                    Instant.ofEpochSecond(random.nextInt(1_500_000_000, 1_900_000_000)),
                    Duration.ofMinutes(random.nextInt(1, 600)),
                    n);
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < n; i++) {
                double delta = decimals < 0
                        ? random.nextDouble(-10, 1_000)
                        : random.nextInt(-100, 100_000) / (2 * Math.pow(10, decimals));
                deltas.set(i, delta, DeltaFlag.values()[random.nextInt(6)]);
                exact = exact.add(decimals < 0 ? new BigDecimal(delta) : BigDecimal.valueOf(delta));
            }
            buckets.clear();
            deltas.by(unit, random.nextBoolean() ? NEW_YORK : LORD_HOWE, decimals);
            BigDecimal sum = BigDecimal.ZERO;
            int counted = 0;
            for (int k = 0; k < buckets.size(); k++) {
                sum = sum.add(BigDecimal.valueOf(buckets.sums()[k]));
                counted += buckets.valid()[k] + buckets.corrected()[k] + buckets.missing()[k];
                assertThat(k == 0 || buckets.fromMillis()[k] >= buckets.toMillis()[k - 1])
                        .as("seed %d: buckets are disjoint", seed)
                        .isTrue();
            }
            assertThat(counted).as("seed %d: deltas counted", seed).isEqualTo(n);
            if (decimals < 0) {
                assertThat(sum.doubleValue()).as("seed %d", seed).isCloseTo(exact.doubleValue(), within(1e-9));
            } else {
                assertThat(sum).as("seed %d", seed).isEqualByComparingTo(exact);
            }
        }
    }

    @Test
    void deltasMayComeInPieces() {
        Deltas first = ones(Instant.parse("2026-05-05T10:00:00Z"), Duration.ofMinutes(20), 2);
        Deltas second = ones(Instant.parse("2026-05-05T10:40:00Z"), Duration.ofMinutes(20), 2);
        DeltaBucketing bucketing = new DeltaBucketing(BucketUnit.PT1H, NEW_YORK, DeltaSettings.NO_DECIMALS);
        bucketing.add(first.columns, buckets);
        bucketing.add(second.columns, buckets);
        bucketing.finish(buckets);
        assertThat(buckets.size()).isEqualTo(2);
        assertBucket(0, "2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z", 3);
        assertBucket(1, "2026-05-05T11:00:00Z", "2026-05-05T12:00:00Z", 1);
    }

    private void assertBucket(int k, String from, String to, int count) {
        assertBucket(k, Instant.parse(from), Instant.parse(to), count, count, 0, 0);
    }

    private void assertBucket(int k, Instant from, Instant to, double sum, int valid, int corrected, int missing) {
        String actual = Instant.ofEpochMilli(buckets.fromMillis()[k]) + " to "
                + Instant.ofEpochMilli(buckets.toMillis()[k]) + ": " + buckets.sums()[k] + " of " + buckets.valid()[k]
                + ", " + buckets.corrected()[k] + ", " + buckets.missing()[k];
        assertThat(actual)
                .isEqualTo(from + " to " + to + ": " + sum + " of " + valid + ", " + corrected + ", " + missing);
    }

    private Deltas ones(Instant from, Duration step, int count) {
        return new Deltas(from.toEpochMilli(), step.toMillis(), count);
    }

    /** Deltas of 1 at equal distances. */
    private final class Deltas {

        private final DeltaColumns columns = new DeltaColumns();

        private Deltas(long fromMillis, long stepMillis, int count) {
            columns.reset(count);
            for (int i = 0; i < count; i++) {
                columns.atMillis()[i] = fromMillis + i * stepMillis;
                set(i, 1, DeltaFlag.NORMAL);
            }
        }

        Deltas set(int i, double delta, DeltaFlag flag) {
            columns.set(i, delta, flag, DeltaMethod.NONE);
            return this;
        }

        void by(BucketUnit unit, ZoneId zone) {
            by(unit, zone, DeltaSettings.NO_DECIMALS);
        }

        void by(BucketUnit unit, ZoneId zone, int decimals) {
            DeltaBucketing bucketing = new DeltaBucketing(unit, zone, decimals);
            bucketing.add(columns, buckets);
            bucketing.finish(buckets);
        }
    }
}
