package io.tidemark.loadtest.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.v1.CoverageBounds;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageResponse;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two components of one meter in Stockholm, three days of hours from midnight UTC. The second has a gap of 12 hours from
 * noon of the first day; the days end at 23:00 UTC, so the gap's last hour lies on the second.
 */
class CoverageCheckTest {

    private static final PortfolioPlan PLAN = new PortfolioPlan(2, PortfolioPlan.JANUARY, 3, 0.5, 12, 3_600_000, 1);
    private static final int[] ALL = {23, 24, 24, 1};
    private static final int[] WITH_GAP = {12, 23, 24, 1};

    private static ReadCoverageResponse.Builder answer() {
        CoverageBounds.Builder bounds = CoverageBounds.newBuilder().setTimeZone("Europe/Stockholm");
        for (String from :
                new String[] {"2026-01-01T00:00", "2026-01-01T23:00", "2026-01-02T23:00", "2026-01-03T23:00"}) {
            bounds.addFromMillis(millis(from));
        }
        ReadCoverageResponse.Builder answer = ReadCoverageResponse.newBuilder()
                .addComponent("c-0")
                .addComponent("c-1")
                .addHandle(1)
                .addHandle(2)
                .addBounds(bounds.setToMillis(millis("2026-01-04T00:00")))
                .addBoundsIndex(0)
                .addBoundsIndex(0);
        for (int[] there : new int[][] {ALL, WITH_GAP}) {
            for (int day = 0; day < ALL.length; day++) {
                answer.addExpected(ALL[day])
                        .addMeasured(there[day])
                        .addManual(0)
                        .addEstimated(0)
                        .addMissing(ALL[day] - there[day]);
            }
        }
        return answer.addTotals(
                ProviderCoverageTotal.newBuilder().setExpected(144).setMissing(12));
    }

    private static long millis(String utc) {
        return Instant.parse(utc + ":00Z").toEpochMilli();
    }

    private static boolean isAsExpected(Consumer<ReadCoverageResponse.Builder> change) {
        ReadCoverageResponse.Builder answer = answer();
        change.accept(answer);
        CoverageCheck check = new CoverageCheck(PLAN, "c-");
        check.take(answer.build());
        return check.isAsExpected();
    }

    @Test
    void the_answer_as_it_should_be_passes() {
        assertThat(isAsExpected(answer -> {})).isTrue();
    }

    @Test
    void every_count_that_differs_is_seen() {
        for (int row = 0; row < 2 * ALL.length; row++) {
            int at = row;
            assertThat(isAsExpected(answer -> answer.setExpected(at, answer.getExpected(at) + 1)))
                    .isFalse();
            assertThat(isAsExpected(answer -> answer.setMeasured(at, answer.getMeasured(at) + 1)))
                    .isFalse();
            assertThat(isAsExpected(answer -> answer.setManual(at, 1))).isFalse();
            assertThat(isAsExpected(answer -> answer.setEstimated(at, 1))).isFalse();
            assertThat(isAsExpected(answer -> answer.setMissing(at, answer.getMissing(at) + 1)))
                    .isFalse();
        }
    }

    @Test
    void a_component_that_lacks_or_comes_twice_is_seen() {
        assertThat(isAsExpected(answer -> answer.setComponent(1, "c-0"))).isFalse();
        CoverageCheck none = new CoverageCheck(PLAN, "c-");
        assertThat(none.isAsExpected()).isFalse();
    }

    @Test
    void days_and_sums_that_differ_are_seen() {
        assertThat(isAsExpected(answer -> answer.getBoundsBuilder(0).setFromMillis(1, 0)))
                .isFalse();
        assertThat(isAsExpected(answer -> answer.getBoundsBuilder(0).setToMillis(0)))
                .isFalse();
        assertThat(isAsExpected(answer -> answer.getBoundsBuilder(0).setTimeZone("UTC")))
                .isFalse();
        assertThat(isAsExpected(answer -> answer.getTotalsBuilder(0).setMissing(11)))
                .isFalse();
        assertThat(isAsExpected(answer -> answer.addMissing(0))).isFalse();
    }
}
