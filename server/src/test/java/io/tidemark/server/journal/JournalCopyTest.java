package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCopyTest {

    @TempDir
    Path directory;

    @Test
    void aCopyHoldsWhatWasDurableWithTheSameIdAndPositionsAndIsAJournalOfItsOwn() throws IOException {
        SimulatedFiles files = new SimulatedFiles(1);
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 30; i++) {
                SimulatedFiles target = new SimulatedFiles(i);
                long position = journal.copyTo(target);
                target.losePower();

                assertThat(position).isEqualTo(journal.durablePosition());
                assertThat(records(target, SMALL))
                        .isEqualTo(written.stream()
                                .filter(record -> record.position() < position)
                                .toList());
                try (Journal copy = open(target, SMALL)) {
                    assertThat(copy.storeId()).isEqualTo(journal.storeId());
                    write(copy, 7, 100);
                }

                written.add(write(journal, 1 + i, 60 * i));
                if (i % 3 > 0) {
                    journal.force();
                }
            }
        }
    }

    @Test
    void aCopyIsMadeBesideARunningWriter() throws Exception {
        JournalFiles files = DiskFiles.at(directory.resolve("journal"));
        List<Stored> written = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Journal journal = journal(files, threads)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; !enough.get(); i++) {
                    written.add(write(journal, 1 + i % 127, i % 2000));
                    if (i % 5 == 0) {
                        journal.force();
                        begun.countDown();
                    }
                }
            });
            begun.await();
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                positions.add(journal.copyTo(DiskFiles.at(directory.resolve("copy" + i))));
            }
            enough.set(true);
            writer.get();

            for (int i = 0; i < 5; i++) {
                long position = positions.get(i);
                assertThat(records(DiskFiles.at(directory.resolve("copy" + i)), SMALL))
                        .isNotEmpty()
                        .isEqualTo(written.stream()
                                .filter(record -> record.position() < position)
                                .toList());
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Journal journal(JournalFiles files, ExecutorService preparing) throws IOException {
        try (JournalDirectory opened = JournalDirectory.open(files, SMALL)) {
            opened.replay(0, (type, position, payload) -> {});
            return opened.startWriting(preparing);
        }
    }

    @Test
    void aCopyThatWasNotFinishedDoesNotOpen() throws IOException {
        SimulatedFiles files = new SimulatedFiles(1);
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 10; i++) {
                write(journal, 1 + i, 1000);
            }
            journal.force();
            for (int call = 2; call < 20; call++) {
                SimulatedFiles target = new SimulatedFiles(call);
                target.failAtCall(call);
                assertThatThrownBy(() -> journal.copyTo(target)).isInstanceOf(IOException.class);
                if (!target.list().contains(StoreIdFile.FILE_NAME) && target.usedBytes() > 8192) {
                    assertThatThrownBy(() -> open(target, SMALL)).isInstanceOf(JournalDamagedException.class);
                }
            }
        }
    }

    @Test
    void aCopyIsNotMixedWithOtherFiles() throws IOException {
        SimulatedFiles target = DamageTest.journal();
        try (Journal journal = open(new SimulatedFiles(1), SMALL)) {
            assertThatThrownBy(() -> journal.copyTo(target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not empty");
        }
    }
}
