package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.DeltaMethod;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.SeriesColumns;
import io.tidemark.v1.WatchDeltasResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesSplitterTest {

    private static final SeriesColumns EVEN_THEN_UNEVEN = SeriesColumns.newBuilder()
            .addHandle(1)
            .addHandle(2)
            .addComponent("a")
            .addComponent("b")
            .addCount(3)
            .addCount(2)
            .addStartTimeMillis(1_000)
            .addStartTimeMillis(50)
            .addStepMillis(10)
            .addStepMillis(0)
            .addTimeMillis(50)
            .addTimeMillis(77)
            .build();

    @Test
    void readings_with_even_steps_and_with_listed_times_come_apart() {
        List<ReadingSeries> series = SeriesSplitter.readings(ReadReadingsResponse.newBuilder()
                .setSeries(EVEN_THEN_UNEVEN)
                .addAllValue(List.of(1.0, 2.0, 3.0, 4.0, Double.NaN))
                .addAllCondition(List.of(501000, 301000, 501000, 601000, 101000))
                .build());

        assertThat(series).hasSize(2);
        assertThat(series.get(0).component()).isEqualTo("a");
        assertThat(series.get(0).timesMillis()).containsExactly(1_000, 1_010, 1_020);
        assertThat(series.get(0).values()).containsExactly(1, 2, 3);
        assertThat(series.get(0).conditions()).containsExactly(501000, 301000, 501000);
        assertThat(series.get(1).handle()).isEqualTo(2);
        assertThat(series.get(1).timesMillis()).containsExactly(50, 77);
        assertThat(series.get(1).values()).containsExactly(4, Double.NaN);
        assertThat(series.get(1).conditions()).containsExactly(601000, 101000);
    }

    @Test
    void a_step_of_a_month_and_more_is_not_negative() {
        SeriesColumns columns = SeriesColumns.newBuilder()
                .addHandle(1)
                .addComponent("a")
                .addCount(2)
                .addStartTimeMillis(0)
                .addStepMillis((int) 3_000_000_000L)
                .build();
        ReadReadingsResponse message = ReadReadingsResponse.newBuilder()
                .setSeries(columns)
                .addAllValue(List.of(1.0, 2.0))
                .build();
        assertThat(SeriesSplitter.readings(message).get(0).timesMillis()).containsExactly(0, 3_000_000_000L);
    }

    @Test
    void deltas_without_flags_are_all_normal() {
        List<DeltaSeries> series = SeriesSplitter.deltas(ReadDeltasResponse.newBuilder()
                .setSeries(EVEN_THEN_UNEVEN)
                .addAllDelta(List.of(1.0, 2.0, 3.0, 4.0, 5.0))
                .build());
        assertThat(series.get(1).deltas()).containsExactly(4, 5);
        assertThat(series.get(1).flag(0)).isEqualTo(DeltaFlag.NORMAL);
        assertThat(series.get(1).method(0)).isEqualTo(DeltaMethod.DELTA_METHOD_UNSPECIFIED);
    }

    @Test
    void deltas_bear_their_flags_and_methods() {
        List<DeltaSeries> series = SeriesSplitter.deltas(ReadDeltasResponse.newBuilder()
                .setSeries(EVEN_THEN_UNEVEN)
                .addAllDelta(List.of(1.0, 2.0, 3.0, 4.0, 5.0))
                .setFlags(ByteString.copyFrom(new byte[] {1, 2, 1, 3, 1}))
                .setMethods(ByteString.copyFrom(new byte[] {0, 4, 0, 0, 0}))
                .build());
        assertThat(series.get(0).flag(1)).isEqualTo(DeltaFlag.ROLLOVER);
        assertThat(series.get(0).method(1)).isEqualTo(DeltaMethod.CAPACITY);
        assertThat(series.get(1).flag(0)).isEqualTo(DeltaFlag.NEGATIVE);
    }

    @Test
    void a_watch_tells_what_changed_what_is_gone_and_where_it_stands() {
        List<DeltaChanges> changes = SeriesSplitter.changes(WatchDeltasResponse.newBuilder()
                .addGoneHandle(9)
                .addGoneTimeMillis(123)
                .setPosition(ByteString.copyFromUtf8("p"))
                .build());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).changed()).isEmpty();
        assertThat(changes.get(0).gone()).containsExactly(new DeltaChanges.Gone(9, 123));
        assertThat(changes.get(0).position().token().toStringUtf8()).isEqualTo("p");
    }

    @Test
    void buckets_gaps_and_marks_go_to_their_components() {
        AggregateDeltasResponse.Builder buckets = AggregateDeltasResponse.newBuilder()
                .addHandle(1)
                .addHandle(2)
                .addComponent("a")
                .addComponent("b")
                .addCount(1)
                .addCount(2);
        for (int i = 0; i < 3; i++) {
            buckets.addFromMillis(i)
                    .addToMillis(i + 1)
                    .addSum(i * 1.5)
                    .addValid(i)
                    .addCorrected(0)
                    .addMissing(1);
        }
        List<BucketSeries> sums = SeriesSplitter.buckets(buckets.build());
        assertThat(sums.get(1).component()).isEqualTo("b");
        assertThat(sums.get(1).fromMillis()).containsExactly(1, 2);
        assertThat(sums.get(1).toMillis()).containsExactly(2, 3);
        assertThat(sums.get(1).sums()).containsExactly(1.5, 3);

        List<ComponentGaps> gaps = SeriesSplitter.gaps(ListGapsResponse.newBuilder()
                .addHandle(5)
                .addComponent("c")
                .addCount(1)
                .addFromMillis(10)
                .addToMillis(40)
                .addIntervals(3)
                .build());
        assertThat(gaps).containsExactly(new ComponentGaps(5, "c", List.of(new ComponentGaps.Gap(10, 40, 3))));

        assertThat(SeriesSplitter.marks(ReadLatestResponse.newBuilder()
                        .addHandle(1)
                        .addComponent("a")
                        .addLatestContiguousMillis(Times.NONE)
                        .addLatestMillis(7)
                        .build()))
                .containsExactly(new LatestMark(1, "a", Times.NONE, 7));
    }
}
