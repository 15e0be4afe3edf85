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
        return checked(files.createToAppend(name));
    }

    private SegmentFile open(String name, long from) throws IOException {
        return checked(files.openToAppend(name, from));
    }

    private static SegmentFile checked(SegmentFile file) {
        assumeThat(file).as("this file system writes past the cache").isInstanceOf(BlockFile.class);
        return file;
    }

    private byte[] onDisk(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Test
    void aFileHoldsWhatWasAppendedFromAnyBufferAndZerosToTheEndOfItsLastBlock() {
        Torture.seeds(100, 1000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            String name = "segment-" + seed;
            byte[] model = new byte[random.nextInt(3 * BLOCK)];
            random.nextBytes(model);
            Files.write(directory.resolve(name), Arrays.copyOf(model, model.length + random.nextInt(2 * BLOCK)));
            int from = random.nextInt(model.length + 1);
            int end = from;
            try (SegmentFile file = open(name, from)) {
                for (int write = 0; write < WRITES; write++) {
                    byte[] bytes = new byte[length(random)];
                    random.nextBytes(bytes);
                    file.write(buffer(bytes, random), end);
                    model = Arrays.copyOf(Arrays.copyOf(model, end), end + bytes.length);
                    System.arraycopy(bytes, 0, model, end, bytes.length);
                    end += bytes.length;
                    if (random.nextInt(8) == 0) {
                        file.force();
                    }
                    byte[] found = new byte[end];
                    assertThat(file.read(ByteBuffer.wrap(found), 0)).isEqualTo(end);
                    assertThat(Arrays.mismatch(found, model))
                            .as("first byte that differs after write %d of %d bytes", write, bytes.length)
                            .isEqualTo(-1);
                }
            }
            if (end > from) {
                byte[] rest = onDisk(name);
                int blockEnd = (end + BLOCK - 1) / BLOCK * BLOCK;
                assertThat(rest.length).isGreaterThanOrEqualTo(blockEnd);
                assertThat(Arrays.copyOfRange(rest, end, blockEnd)).containsOnly(0);
            }
        });
    }

    @Test
    void aWriteAnywhereButWhereTheLastEndedIsRefusedAndChangesNothing() throws IOException {
        try (SegmentFile file = file("segment")) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            for (long offset : new long[] {0, 2, 4, BLOCK}) {
                assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[] {9}), offset))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a write at " + offset + " of a file that is appended to at 3");
            }
            file.write(ByteBuffer.wrap(new byte[] {4}), 3);
        }
        assertThat(onDisk("segment")).isEqualTo(Arrays.copyOf(new byte[] {1, 2, 3, 4}, BLOCK));
    }

    @Test
    void aFileThatWasShortenedIsAppendedToFromThere() throws IOException {
        try (SegmentFile file = file("segment")) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.resize(2);
            file.write(ByteBuffer.wrap(new byte[] {4}), 2);
        }
        assertThat(onDisk("segment")).isEqualTo(Arrays.copyOf(new byte[] {1, 2, 4}, BLOCK));
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
        try (SegmentFile file = open("old", BLOCK + 10)) {
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
    void aFailedWriteIsToldAndNoneIsTakenAfterIt() throws IOException {
        SegmentFile file = file("segment");
        file.close();
        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(10), 0)).isInstanceOf(IOException.class);
        for (long offset : new long[] {0, 10}) {
            assertThatThrownBy(() -> file.write(ByteBuffer.allocate(10), offset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has failed");
        }
    }

    @Test
    void aFileThatIsTooShortToBeAppendedToThereIsNotFilledWithZeros() throws IOException {
        Files.write(directory.resolve("short"), new byte[10]);
        try (SegmentFile file = open("short", 11)) {
            assertThatThrownBy(() -> file.write(ByteBuffer.allocate(10), 11))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ends before 11");
        }
        assertThat(onDisk("short")).hasSize(10);
    }
}
