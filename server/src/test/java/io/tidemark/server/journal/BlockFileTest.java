package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.server.torture.Torture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written past the cache is what an ordinary file would hold, but for zeros to the end of the last block. */
class BlockFileTest {

    private static final int BLOCK = BlockFile.BLOCK_BYTES;
    private static final int WRITES = 40;

    @TempDir
    private Path directory;

    private DiskFiles files;

    @BeforeEach
    void setUp() throws IOException {
        files = DiskFiles.at(directory);
    }

    private SegmentFile file(String name) throws IOException {
        SegmentFile file = files.createForRecords(name);
        assumeThat(file).as("this file system writes past the cache").isInstanceOf(BlockFile.class);
        return file;
    }

    private byte[] onDisk(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Test
    void aFileHoldsWhatWasWrittenInAnyOrderFromAnyBufferAndZerosToTheEndOfEachLastBlock() {
        Torture.seeds(100, 1000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            String name = "segment-" + seed;
            byte[] model = {};
            try (SegmentFile file = file(name)) {
                int end = 0;
                for (int write = 0; write < WRITES; write++) {
                    int offset = offset(random, model.length, end);
                    byte[] bytes = new byte[length(random)];
                    random.nextBytes(bytes);
                    file.write(buffer(bytes, random), offset);
                    end = offset + bytes.length;
                    int to = bytes.length == 0 ? 0 : (end + BLOCK - 1) / BLOCK * BLOCK;
                    model = Arrays.copyOf(model, Math.max(model.length, to));
                    if (bytes.length > 0) {
                        System.arraycopy(bytes, 0, model, offset, bytes.length);
                        Arrays.fill(model, end, to, (byte) 0);
                    }
                    if (random.nextInt(8) == 0) {
                        file.force();
                    }
                    ByteBuffer read = ByteBuffer.allocate(model.length);
                    assertThat(file.read(read, 0)).isEqualTo(model.length);
                    assertThat(Arrays.mismatch(read.array(), model))
                            .as("first byte that differs after write %d of %d bytes at %d", write, bytes.length, offset)
                            .isEqualTo(-1);
                }
                assertThat(file.size()).isEqualTo(model.length);
            }
            assertThat(onDisk(name)).isEqualTo(model);
        });
    }

    /** Mostly where the last write ended, as a journal writes; else anywhere in what there is. */
    private static int offset(SplittableRandom random, int size, int end) {
        return random.nextInt(4) > 0 ? end : random.nextInt(size + 1);
    }

    private static int length(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3) * BLOCK;
            case 1 -> random.nextInt(64);
            case 2 -> random.nextInt(3 * BLOCK);
            default -> random.nextInt(20) == 0 ? (1 << 20) + random.nextInt(3 * BLOCK) : random.nextInt(BLOCK);
        };
    }

    private static ByteBuffer buffer(byte[] bytes, SplittableRandom random) {
        ByteBuffer buffer = switch (random.nextInt(3)) {
            case 0 -> ByteBuffer.allocate(bytes.length);
            case 1 -> ByteBuffer.allocateDirect(bytes.length);
            default -> AlignedBuffers.allocate((bytes.length / BLOCK + 1) * BLOCK);
        };
        return buffer.put(bytes).flip();
    }

    @Test
    void theBytesBeforeAWriteInItsBlockStayAlsoInAFileThatIsOpenedAgain() throws IOException {
        byte[] old = new byte[2 * BLOCK];
        Arrays.fill(old, (byte) 7);
        Files.write(directory.resolve("old"), old);
        try (SegmentFile file = files.openForRecords("old")) {
            assumeThat(file).isInstanceOf(BlockFile.class);
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), BLOCK + 10);
        }
        byte[] expected = Arrays.copyOf(old, BLOCK + 13);
        System.arraycopy(new byte[] {1, 2, 3}, 0, expected, BLOCK + 10, 3);
        assertThat(onDisk("old")).isEqualTo(Arrays.copyOf(expected, 2 * BLOCK));
    }

    @Test
    void whatIsWrittenPastTheCacheIsSeenAtOnceByWhoReadsThroughIt() throws IOException {
        try (SegmentFile file = file("segment");
                SegmentFile reader = files.openForReading("segment")) {
            byte[] expected = {};
            for (int write = 0; write < 100; write++) {
                byte[] bytes = new byte[777];
                Arrays.fill(bytes, (byte) (write + 1));
                file.write(ByteBuffer.wrap(bytes), write * 777L);
                expected = Arrays.copyOf(expected, (write + 1) * 777);
                System.arraycopy(bytes, 0, expected, write * 777, 777);
                ByteBuffer read = ByteBuffer.allocate(expected.length);
                reader.read(read, 0);
                assertThat(read.array()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aFailedWriteIsToldAndNoBufferIsLost() throws IOException {
        SegmentFile file = file("segment");
        file.close();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> file.write(ByteBuffer.allocate(10), 0)).isInstanceOf(IOException.class);
        }
    }
}
