package io.tidemark.client;

import com.google.protobuf.ByteString;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.SeriesColumns;
import io.tidemark.v1.WatchDeltasResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Takes the columns of an answer apart, into one value for each component in them. */
final class SeriesSplitter {

    private static final int REGULAR = 501_000;
    private static final byte NORMAL = 1;

    private SeriesSplitter() {}

    /** One series of a message: whose, when, and where its values begin. */
    private record Head(int handle, String component, long[] timesMillis, int offset) {
        int size() {
            return timesMillis.length;
        }
    }

    static List<ReadingSeries> readings(ReadReadingsResponse message) {
        List<ReadingSeries> series = new ArrayList<>(message.getSeries().getHandleCount());
        for (Head head : heads(message.getSeries())) {
            double[] values = new double[head.size()];
            int[] conditions = new int[head.size()];
            boolean allRegular = message.getConditionCount() == 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = message.getValue(head.offset() + i);
                conditions[i] = allRegular ? REGULAR : message.getCondition(head.offset() + i);
            }
            series.add(new ReadingSeries(head.handle(), head.component(), head.timesMillis(), values, conditions));
        }
        return series;
    }

    static List<DeltaSeries> deltas(ReadDeltasResponse message) {
        return deltas(message.getSeries(), message::getDelta, message.getFlags(), message.getMethods());
    }

    static List<DeltaChanges> changes(WatchDeltasResponse message) {
        List<DeltaSeries> changed =
                deltas(message.getSeries(), message::getDelta, message.getFlags(), message.getMethods());
        List<DeltaChanges.Gone> gone = new ArrayList<>(message.getGoneHandleCount());
        for (int i = 0; i < message.getGoneHandleCount(); i++) {
            gone.add(new DeltaChanges.Gone(message.getGoneHandle(i), message.getGoneTimeMillis(i)));
        }
        return List.of(new DeltaChanges(changed, gone, new Position(message.getPosition())));
    }

    private static List<DeltaSeries> deltas(
            SeriesColumns columns, IntToDoubleFunction values, ByteString allFlags, ByteString allMethods) {
        List<DeltaSeries> series = new ArrayList<>(columns.getHandleCount());
        for (Head head : heads(columns)) {
            double[] deltas = new double[head.size()];
            byte[] flags = new byte[head.size()];
            byte[] methods = new byte[head.size()];
            for (int i = 0; i < deltas.length; i++) {
                int at = head.offset() + i;
                deltas[i] = values.applyAsDouble(at);
                flags[i] = allFlags.isEmpty() ? NORMAL : allFlags.byteAt(at);
                methods[i] = allMethods.isEmpty() ? 0 : allMethods.byteAt(at);
            }
            series.add(new DeltaSeries(head.handle(), head.component(), head.timesMillis(), deltas, flags, methods));
        }
        return series;
    }

    private static List<Head> heads(SeriesColumns columns) {
        List<Head> heads = new ArrayList<>(columns.getHandleCount());
        int offset = 0;
        int listed = 0;
        for (int s = 0; s < columns.getHandleCount(); s++) {
            long[] times = new long[columns.getCount(s)];
            long step = Integer.toUnsignedLong(columns.getStepMillis(s));
            for (int i = 0; i < times.length; i++) {
                times[i] = step == 0 ? columns.getTimeMillis(listed++) : columns.getStartTimeMillis(s) + i * step;
            }
            heads.add(new Head(columns.getHandle(s), columns.getComponent(s), times, offset));
            offset += times.length;
        }
        return heads;
    }

    static List<BucketSeries> buckets(AggregateDeltasResponse message) {
        List<BucketSeries> series = new ArrayList<>(message.getHandleCount());
        int at = 0;
        for (int c = 0; c < message.getHandleCount(); c++) {
            int count = message.getCount(c);
            long[] from = new long[count];
            long[] to = new long[count];
            double[] sums = new double[count];
            int[] valid = new int[count];
            int[] corrected = new int[count];
            int[] missing = new int[count];
            for (int i = 0; i < count; i++, at++) {
                from[i] = message.getFromMillis(at);
                to[i] = message.getToMillis(at);
                sums[i] = message.getSum(at);
                valid[i] = message.getValid(at);
                corrected[i] = message.getCorrected(at);
                missing[i] = message.getMissing(at);
            }
            series.add(new BucketSeries(
                    message.getHandle(c), message.getComponent(c), from, to, sums, valid, corrected, missing));
        }
        return series;
    }

    static List<ComponentGaps> gaps(ListGapsResponse message) {
        List<ComponentGaps> all = new ArrayList<>(message.getHandleCount());
        int at = 0;
        for (int c = 0; c < message.getHandleCount(); c++) {
            List<ComponentGaps.Gap> gaps = new ArrayList<>(message.getCount(c));
            for (int i = 0; i < message.getCount(c); i++, at++) {
                gaps.add(new ComponentGaps.Gap(
                        message.getFromMillis(at), message.getToMillis(at), message.getIntervals(at)));
            }
            all.add(new ComponentGaps(message.getHandle(c), message.getComponent(c), gaps));
        }
        return all;
    }

    static List<LatestMark> marks(ReadLatestResponse message) {
        List<LatestMark> marks = new ArrayList<>(message.getHandleCount());
        for (int c = 0; c < message.getHandleCount(); c++) {
            marks.add(new LatestMark(
                    message.getHandle(c),
                    message.getComponent(c),
                    message.getLatestContiguousMillis(c),
                    message.getLatestMillis(c)));
        }
        return marks;
    }
}
