package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hourly component that was installed twice, with a day between; of the second installation the first six hours never
 * came, and the mark was set by hand behind them.
 */
@Timeout(60)
class DeletionAndTideMarkTest {

    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant REMOVED = Instant.parse("2026-04-02T00:00:00Z");
    private static final Instant AGAIN = Instant.parse("2026-04-03T00:00:00Z");
    private static final Instant CAME = Instant.parse("2026-04-03T06:00:00Z");
    private static final Instant END = Instant.parse("2026-04-04T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void a_deletion_moves_the_mark_back_to_the_first_reading_that_went_and_not_to_what_was_missing_before() {
        try (TestServer server = TestServer.start(directory)) {
            server.register(
                    Portfolio.provider("grid"),
                    Portfolio.point("sp", "UTC", "grid"),
                    Portfolio.intervals("hours", 3_600),
                    Portfolio.configuration("dc"),
                    Portfolio.installed("dc", "sp", FIRST.toEpochMilli(), REMOVED.toEpochMilli()),
                    Portfolio.installed("dc", "sp", AGAIN.toEpochMilli(), Long.MAX_VALUE),
                    Portfolio.component("mc", "hours", "dc"));
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                List<Reading> readings = new ArrayList<>();
                for (Instant at = FIRST; at.isBefore(END); at = at.plusSeconds(3_600)) {
                    if (at.isBefore(AGAIN) || !at.isBefore(CAME)) {
                        readings.add(reading(at));
                    }
                }
                client.appends().append(readings);
                assertThat(mark(client)).isEqualTo(AGAIN);
                client.readings().setLatestContiguous("mc", CAME);
                assertThat(mark(client)).isEqualTo(END);

                // Of the time between the installations, and two of the hours that never came.
                delete(server, REMOVED.plusSeconds(3_600), AGAIN.plusSeconds(2 * 3_600));
                assertThat(mark(client)).isEqualTo(END);

                delete(server, AGAIN, CAME.plusSeconds(2 * 3_600));
                assertThat(mark(client)).isEqualTo(CAME);
            }
        }
    }

    private static void delete(TestServer server, Instant from, Instant to) {
        server.ingest()
                .deleteReadings(DeleteReadingsRequest.newBuilder()
                        .setComponent("mc")
                        .setRange(Portfolio.range(from.toEpochMilli(), to.toEpochMilli()))
                        .build());
    }

    private static Instant mark(TidemarkClient client) {
        return Instant.ofEpochMilli(
                client.readings().latest(Select.ids("mc")).list(1).get(0).latestContiguousMillis());
    }

    private static Reading reading(Instant at) {
        return Reading.newBuilder()
                .setComponent("mc")
                .setTime(Times.timestamp(at))
                .setValue(1)
                .build();
    }
}
