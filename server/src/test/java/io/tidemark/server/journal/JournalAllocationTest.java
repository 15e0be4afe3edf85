package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAllocationTest {

    private static final int RECORDS = 2000;

    @TempDir
    Path directory;

    @Test
    void writingARecordAllocatesNothing() throws IOException {
        JournalConfig config = new JournalConfig(4 << 20, 1 << 16, 4096, 1, 2);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        byte[] array = new byte[300];
        ByteBuffer heap = ByteBuffer.allocate(300);
        ByteBuffer direct = ByteBuffer.allocateDirect(300);
        RecordParts parts = new RecordParts(2);
        try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory), config)) {
            opened.replay(0, (type, position, payload) -> {});
            try (Journal journal = opened.startWriting(preparing -> {})) {
                long before = threads.getThreadAllocatedBytes(thread);
                for (int i = 0; i < RECORDS; i++) {
                    journal.write(1, array, 0, array.length);
                    journal.write(2, heap);
                    journal.write(3, direct);
                    parts.clear();
                    parts.add(array, 0, 100);
                    parts.add(array, 50, 200);
                    journal.write(4, parts);
                }
                // Less than one object for each hundred: what is left belongs to the writes of the buffer.
                assertThat((threads.getThreadAllocatedBytes(thread) - before) / RECORDS)
                        .isLessThan(8);
            }
        }
    }
}
