package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.estimation.TideMark;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.RejectionReason;
import io.tidemark.v1.SetLatestContiguousRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tells a server and the plain maps the same random things, and compares what the server says of each. */
final class RandomChanges {

    private static final int[] CONDITIONS = {
        501_000, 501_000, 501_000, 601_000, 301_000, 302_000, 401_000, 201_000, 999_999, 100_000, 99_999, 1_000_000
    };

    private final SplittableRandom random;
    private final List<PlainComponent> components;
    private final long from;
    private final long to;
    private final long latest;
    private StreamProbe stream;
    private long sequence;

    RandomChanges(SplittableRandom random, List<PlainComponent> components, long from, long to) {
        this.random = random;
        this.components = components;
        this.from = from;
        this.to = to;
        this.latest = TestServer.NOW.toEpochMilli() + 48 * 3_600_000L;
    }

    /** The server is about to be another. */
    void forgetStream() {
        if (stream != null) {
            stream.halfClose();
            assertThat(stream.end().status().isOk()).isTrue();
            stream = null;
        }
    }

    void apply(TestServer server, int changes, String where) {
        for (int k = 0; k < changes; k++) {
            String what = where + ", change " + k;
            switch (random.nextInt(12)) {
                case 0 -> unary(server, what);
                case 1 -> deleteOne(server, what);
                case 2 -> deletions(server, what);
                case 3, 4, 5, 6 -> runs(server, what);
                case 7 -> setMark(server);
                default -> columns(server, what);
            }
        }
    }

    /** What the maps say of a batch. */
    private final class Expected {
        private long accepted;
        private long duplicate;
        private final List<Integer> rejectedIndex = new ArrayList<>();
        private final List<RejectionReason> rejectedReason = new ArrayList<>();
        private final List<Integer> noticedIndex = new ArrayList<>();

        void put(PlainComponent component, int index, long at, double value, int condition) {
            PlainComponent.Fate fate = component.put(at, value, condition, latest);
            if (fate.refused() != null) {
                reject(index, fate.refused());
            } else if (fate.isDuplicate()) {
                duplicate++;
            } else {
                accepted++;
                if (!component.isInstalledAt(at)) {
                    noticedIndex.add(index);
                }
            }
        }

        void reject(int index, RejectionReason reason) {
            rejectedIndex.add(index);
            rejectedReason.add(reason);
        }
    }

    private PlainComponent any() {
        return components.get(random.nextInt(components.size()));
    }

    private long time(PlainComponent component) {
        long at = from + random.nextLong(to - from);
        switch (random.nextInt(60)) {
            case 0 -> at = latest + random.nextInt(2_000_000);
            case 1 -> at = Portfolio.millis("1899-12-31T00:00:00Z");
            case 2 -> at = random.nextLong();
            case 3, 4 -> at = Portfolio.millis("2013-11-03T00:00:00Z") + random.nextInt(86_400_000);
            default -> {}
        }
        return component != null && component.isInterval() && random.nextInt(30) != 0 && Math.abs(at) < (1L << 60)
                ? component.grid.floor(at)
                : at;
    }

    private double value() {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -0.0;
            default -> random.nextInt(5_000) / 8.0;
        };
    }

    private int condition() {
        return CONDITIONS[random.nextInt(CONDITIONS.length)];
    }

    private void columns(TestServer server, String what) {
        boolean hasConditions = random.nextInt(3) == 0;
        boolean hasCommonTime = random.nextInt(3) == 0;
        long common = time(any());
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        Expected expected = new Expected();
        PlainComponent one = random.nextInt(3) == 0 ? any() : null;
        int rows = random.nextInt(120);
        for (int i = 0; i < rows; i++) {
            PlainComponent component = random.nextInt(40) == 0 ? null : one == null ? any() : one;
            long at = hasCommonTime ? common : time(component);
            double value = value();
            int condition = hasConditions ? condition() : 501_000;
            columns.addHandle(component == null ? unknownHandle() : component.handle)
                    .addValue(value);
            if (!hasCommonTime) {
                columns.addTimeMillis(at);
            }
            if (hasConditions) {
                columns.addCondition(condition);
            }
            if (component == null) {
                expected.reject(i, RejectionReason.UNKNOWN_COMPONENT);
            } else {
                expected.put(component, i, at, value, condition);
            }
        }
        if (hasCommonTime) {
            columns.setCommonTimeMillis(common);
        }
        send(server, ReadingBatch.newBuilder().setColumns(columns), expected, what);
    }

    private int unknownHandle() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Integer.MIN_VALUE;
            default -> 1_000_000;
        };
    }

    private void runs(TestServer server, String what) {
        ReadingRuns.Builder runs = ReadingRuns.newBuilder();
        Expected expected = new Expected();
        boolean isPlain = random.nextInt(3) != 0;
        int index = 0;
        for (int run = random.nextInt(4); run >= 0; run--) {
            PlainComponent component = any();
            long at = time(component);
            int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 900 : 60);
            runs.addHandle(component.handle).addStartTimeMillis(at).addCount(count);
            for (int k = 0; k < count; k++, index++) {
                double value = isPlain ? random.nextInt(1_000) : value();
                int condition = isPlain ? 501_000 : condition();
                runs.addValue(value);
                if (!isPlain) {
                    runs.addCondition(condition);
                }
                if (!component.isInterval()) {
                    expected.reject(index, RejectionReason.NOT_AN_INTERVAL_COMPONENT);
                } else {
                    long instant = at + k * component.grid.lengthMillis();
                    if (instant < at) {
                        expected.reject(index, RejectionReason.TOO_FAR_IN_FUTURE);
                    } else {
                        expected.put(component, index, instant, value, condition);
                    }
                }
            }
        }
        send(server, ReadingBatch.newBuilder().setRuns(runs), expected, what);
    }

    private void deletions(TestServer server, String what) {
        DeletionColumns.Builder deletions = DeletionColumns.newBuilder();
        Expected expected = new Expected();
        for (int row = random.nextInt(3); row >= 0; row--) {
            PlainComponent component = any();
            long begin = time(null);
            long end = random.nextInt(6) == 0 ? time(null) : begin + random.nextInt(400_000_000);
            if (random.nextInt(25) == 0) {
                begin = Long.MIN_VALUE;
                end = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE + 5;
            }
            deletions.addHandle(component.handle).addStartTimeMillis(begin).addEndTimeMillis(end);
            if (begin >= end) {
                expected.reject(deletions.getHandleCount() - 1, RejectionReason.EMPTY_RANGE);
            } else {
                expected.accepted += component.delete(begin, end);
            }
        }
        send(server, ReadingBatch.newBuilder().setDeletions(deletions), expected, what);
    }

    private void send(TestServer server, ReadingBatch.Builder batch, Expected expected, String what) {
        if (stream == null || random.nextInt(20) == 0) {
            forgetStream();
            stream = new StreamProbe(server);
            assertThat(stream.open("writer").getLastDurableSequence()).as(what).isEqualTo(sequence);
        }
        stream.batch(batch.setSequence(++sequence));
        BatchAck ack = stream.ack();
        assertThat(ack.getDurableSequence()).as(what).isEqualTo(sequence);
        assertThat(ack.getDuplicateCount()).as(what).isEqualTo(expected.duplicate);
        BatchReport report = ack.getReportsCount() == 0 ? BatchReport.getDefaultInstance() : ack.getReports(0);
        assertThat(report.getRejectedIndexList()).as(what).isEqualTo(expected.rejectedIndex);
        assertThat(report.getRejectedReasonList()).as(what).isEqualTo(expected.rejectedReason);
        assertThat(report.getNoticedIndexList()).as(what).isEqualTo(expected.noticedIndex);
        assertThat(ack.getAcceptedCount()).as(what).isEqualTo(expected.accepted);
    }

    private void unary(TestServer server, String what) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        Expected expected = new Expected();
        int rows = random.nextInt(20);
        for (int i = 0; i < rows; i++) {
            PlainComponent component = random.nextInt(20) == 0 ? null : any();
            long at = Math.floorMod(time(component), 1L << 42);
            double value = value();
            int condition = random.nextInt(3) == 0 ? 0 : condition();
            request.addReadings(Reading.newBuilder()
                    .setComponent(component == null ? "nobody" : component.id)
                    .setTime(Portfolio.at(at))
                    .setValue(value)
                    .setCondition(condition));
            if (component == null) {
                expected.reject(i, RejectionReason.UNKNOWN_COMPONENT);
            } else {
                expected.put(component, i, at, value, condition == 0 ? 501_000 : condition);
            }
        }
        AppendReadingsResponse response = server.ingest().appendReadings(request.build());
        assertThat(response.getAcceptedCount()).as(what).isEqualTo(expected.accepted);
        assertThat(response.getDuplicateCount()).as(what).isEqualTo(expected.duplicate);
        assertThat(response.getRejectedList())
                .as(what)
                .extracting(r -> r.getIndex())
                .isEqualTo(expected.rejectedIndex);
        assertThat(response.getRejectedList())
                .as(what)
                .extracting(r -> r.getReason())
                .isEqualTo(expected.rejectedReason);
        assertThat(response.getNoticedList())
                .as(what)
                .extracting(n -> n.getIndex())
                .isEqualTo(expected.noticedIndex);
    }

    private void deleteOne(TestServer server, String what) {
        PlainComponent component = any();
        long begin = from + random.nextLong(to - from);
        long end = begin + 1 + random.nextInt(800_000_000);
        long deleted = server.ingest()
                .deleteReadings(DeleteReadingsRequest.newBuilder()
                        .setComponent(component.id)
                        .setRange(Portfolio.range(begin, end))
                        .build())
                .getDeletedCount();
        assertThat(deleted).as(what).isEqualTo(component.delete(begin, end));
    }

    private void setMark(TestServer server) {
        PlainComponent component = any();
        long at = from + random.nextLong(to - from);
        SetLatestContiguousRequest.Builder request =
                SetLatestContiguousRequest.newBuilder().setComponent(component.id);
        if (random.nextBoolean()) {
            at = component.isInterval() ? component.grid.floor(at) : at;
            request.setLatestContiguous(Portfolio.at(at));
        } else {
            at = TideMark.ABSENT;
        }
        server.readings().setLatestContiguous(request.build());
        component.setMark(at);
    }
}
