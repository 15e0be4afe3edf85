package io.tidemark.loadtest.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.tidemark.loadtest.load.DeltaDrain;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ceiling sends what a server with all readings would send, in whole messages. */
class ConstantDeltasTest {

    private static final int DAY = 96;
    private static final int SERIES_A_MESSAGE = 170;

    @Test
    void a_day_of_many_components_comes_in_messages_of_170_series() throws IOException {
        Server server = DiscardServer.start();
        Population population = new Population(IntStream.rangeClosed(1, 500).toArray());
        try (DeltaDrain drain = new DeltaDrain("127.0.0.1:" + server.getPort())) {
            DeltaDrain.Result result = drain.read(population, 0, DAY * SampleValues.SLOT_MILLIS);

            assertThat(result.deltas()).isEqualTo(3L * SERIES_A_MESSAGE * DAY);
            assertThat(result.sum()).isEqualTo(3L * SERIES_A_MESSAGE * (DAY * (DAY - 1) / 2));
            assertThat(result.bytes()).isBetween(result.deltas() * 8, result.deltas() * 9);
        } finally {
            server.shutdownNow();
        }
    }
}
