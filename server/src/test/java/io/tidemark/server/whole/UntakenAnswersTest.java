package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.hostile.RawConnection;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.ReadingsServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that nobody takes are kept up to a limit of bytes and of time. */
@TortureRow("slow-consumers")
@Timeout(120)
class UntakenAnswersTest {

    private static final int READINGS = 200_000;
    private static final int READERS = 60;

    /** What a connection takes before its reader opens the window again: RFC 9113, 6.9.2. */
    private static final int WINDOW_BYTES = 65_535;

    private static final long START = Portfolio.millis("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void an_answer_that_is_not_taken_for_too_long_is_ended() throws IOException {
        try (TestServer server = filled("tidemark.query.untakenSecondsMax = 1")) {
            List<RawConnection> readers = new ArrayList<>();
            while (readers.size() < READERS) {
                readers.add(readNothing(server));
            }
            for (RawConnection reader : readers) {
                awaitReset(reader);
                reader.close();
            }
            assertOthersAreAnswered(server);
            Torture.tried(1, readers.size());
        }
    }

    @Test
    void when_too_many_bytes_are_not_taken_the_answer_that_has_waited_longest_is_ended() throws IOException {
        try (TestServer server = filled("tidemark.query.untakenBytesMax = 1 MiB")) {
            // Has waited before any other asks: answers that begin together may come to wait in any order.
            List<RawConnection> readers = new ArrayList<>();
            readers.add(readNothing(server));
            awaitFullWindow(readers.get(0));
            while (readers.size() < READERS) {
                readers.add(readNothing(server));
            }
            awaitReset(readers.get(0));
            assertOthersAreAnswered(server);
            Torture.tried(1, readers.size());
            for (RawConnection reader : readers) {
                reader.close();
            }
        }
    }

    private TestServer filled(String setting) {
        TestServer server = TestServer.start(directory, setting);
        server.register(Portfolio.intervals("minutes", 60), Portfolio.component("mc", "minutes"));
        StreamProbe stream = new StreamProbe(server);
        stream.open("writer");
        for (int sequence = 1; sequence <= READINGS / 20_000; sequence++) {
            ReadingRuns.Builder runs = ReadingRuns.newBuilder()
                    .addHandle(server.handle("mc"))
                    .addStartTimeMillis(START + (sequence - 1) * 20_000L * 60_000)
                    .addCount(20_000);
            for (int i = 0; i < 20_000; i++) {
                runs.addValue(i);
            }
            stream.batch(ReadingBatch.newBuilder().setSequence(sequence).setRuns(runs));
        }
        stream.ackThrough(READINGS / 20_000);
        stream.cancel();
        return server;
    }

    private static ReadReadingsRequest everything() {
        return ReadReadingsRequest.newBuilder()
                .setSelection(ComponentSelection.newBuilder().setAll(true))
                .setRange(Portfolio.range(START, START + READINGS * 60_000L))
                .build();
    }

    /** A reader that asks for everything on a connection of its own and opens no window for it. */
    private static RawConnection readNothing(TestServer server) throws IOException {
        RawConnection reader = RawConnection.greeted(server.port());
        reader.frame(
                RawConnection.HEADERS,
                RawConnection.END_HEADERS,
                1,
                RawConnection.headers(
                        "/" + ReadingsServiceGrpc.getReadReadingsMethod().getFullMethodName()));
        reader.frame(
                RawConnection.DATA,
                RawConnection.END_STREAM,
                1,
                RawConnection.message(false, everything().toByteArray()));
        return reader;
    }

    private static void awaitFullWindow(RawConnection reader) throws IOException {
        for (int received = 0; received < WINDOW_BYTES; ) {
            RawConnection.Frame frame = reader.read();
            assertThat(frame).isNotNull();
            received += frame.type() == RawConnection.DATA ? frame.length() : 0;
        }
    }

    /** The refusal stands behind what is not taken, so what comes is a reset. */
    private static void awaitReset(RawConnection reader) throws IOException {
        RawConnection.Frame frame = reader.read();
        while (frame != null && frame.type() != RawConnection.RST_STREAM) {
            assertThat(frame.isEnd()).isFalse();
            frame = reader.read();
        }
        assertThat(frame).isNotNull();
    }

    private static void assertOthersAreAnswered(TestServer server) {
        long[] values = {0};
        server.readings().readReadings(everything()).forEachRemaining(chunk -> values[0] += chunk.getValueCount());
        assertThat(values[0]).isEqualTo(READINGS);
    }
}
