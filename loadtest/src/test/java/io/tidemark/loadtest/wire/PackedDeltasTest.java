package io.tidemark.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.SeriesColumns;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Deltas are found in what the stock library writes. */
class PackedDeltasTest {

    @Test
    void every_delta_of_a_message_is_counted_and_added_up() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReadDeltasResponse.Builder message = ReadDeltasResponse.newBuilder();
            int count = random.nextInt(3_000);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                int delta = random.nextInt(-10, 1_000);
                message.addDelta(delta);
                sum += delta;
            }
            if (random.nextBoolean()) {
                message.setSeries(SeriesColumns.newBuilder().addHandle(1).addComponent("c".repeat(200)));
            }
            if (random.nextBoolean()) {
                message.setFlags(ByteString.copyFrom(new byte[count]));
            }
            byte[] bytes = message.build().toByteArray();

            assertThat(PackedDeltas.of(bytes, bytes.length))
                    .as("seed %d", seed)
                    .isEqualTo(new PackedDeltas(count, sum, bytes.length));
        }
    }

    @Test
    void a_field_without_a_length_is_not_passed_over() {
        assertThatThrownBy(() -> PackedDeltas.of(new byte[] {8, 1}, 2)).hasMessageContaining("tag 8");
    }
}
