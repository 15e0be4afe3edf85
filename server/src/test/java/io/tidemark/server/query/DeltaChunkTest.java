package io.tidemark.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.SeriesColumns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The bytes of a chunk are those of the contract's message. */
class DeltaChunkTest {

    @Test
    void a_chunk_is_byte_for_byte_the_message_that_the_stock_library_writes() throws IOException {
        DeltaChunk chunk = new DeltaChunk();
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReadDeltasResponse.Builder expected = ReadDeltasResponse.newBuilder();
            SeriesColumns.Builder series = SeriesColumns.newBuilder();
            chunk.clear();
            int count = random.nextInt(5);
            for (int k = 0; k < count; k++) {
                double[] values = new double[random.nextInt(2_000) + 1];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextInt(20) == 0
                            ? Double.longBitsToDouble(random.nextLong())
                            : random.nextInt(-5, 1_000);
                }
                int taken = random.nextInt(values.length + 1);
                for (int i = 0; i < taken; i++) {
                    expected.addDelta(values[i]);
                }
                chunk.add(values, taken);
                series.addHandle(k + 1).addComponent("component-" + k).addCount(taken);
            }
            ByteString flags = random.nextBoolean() ? ByteString.EMPTY : bytes(random, chunk.size());
            ByteString methods = random.nextBoolean() ? ByteString.EMPTY : bytes(random, chunk.size());
            chunk.finish(series.build(), flags, methods);
            expected.setSeries(series).setFlags(flags).setMethods(methods);

            ByteArrayOutputStream written = new ByteArrayOutputStream();
            chunk.writeTo(written);

            assertThat(written.toByteArray())
                    .as("seed %d", seed)
                    .isEqualTo(expected.build().toByteArray());
            assertThat(chunk.byteLength()).as("seed %d", seed).isEqualTo(written.size());
        }
    }

    private static ByteString bytes(SplittableRandom random, int count) {
        byte[] codes = new byte[count];
        random.nextBytes(codes);
        return ByteString.copyFrom(codes);
    }
}
